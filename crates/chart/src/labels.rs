//! Placing labels beside the ends of series so that none overlap.

/// What a label asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LabelRequest {
    /// Where its middle would best be, downwards from the top of the picture.
    pub middle: f64,
    /// Its height, with the space it keeps from its neighbours.
    pub height: f64,
}

/// Labels that lie side by side without a gap, moved as one.
#[derive(Clone, Copy)]
struct Pile {
    /// Index after the last label in it.
    end: usize,
    /// Mean of the labels' wishes, less the heights above them.
    offset: f64,
    /// Number of labels.
    count: f64,
}

/// The middles that labels get, in the order of the wishes.
///
/// Labels keep the order of the places they wish for and lie between `top` and
/// `bottom` (if their heights leave room), without overlap; among all such
/// places the sum of squared moves is the least. Less the heights of the labels
/// above, places must ascend, so this is isotonic regression: Robertson, Wright
/// and Dykstra (1988), "Order Restricted Statistical Inference", 1.2 (pool
/// adjacent violators) and 1.4 (bounds).
pub(super) fn place(requests: &[LabelRequest], top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..requests.len()).collect();
    order.sort_by(|&a, &b| requests[a].middle.total_cmp(&requests[b].middle));

    // Middle of each label if all lay side by side from 0.
    let mut stacked = Vec::with_capacity(requests.len());
    let mut piles: Vec<Pile> = Vec::new();
    let mut height = 0.0;
    for (rank, &label) in order.iter().enumerate() {
        let request = requests[label];
        let middle = height + request.height / 2.0;
        stacked.push(middle);
        height += request.height;
        let mut pile = Pile { end: rank + 1, offset: request.middle - middle, count: 1.0 };
        while let Some(above) = piles.pop_if(|above| above.offset > pile.offset) {
            let count = above.count + pile.count;
            pile.offset = (above.offset * above.count + pile.offset * pile.count) / count;
            pile.count = count;
        }
        piles.push(pile);
    }

    let mut placed = vec![0.0; requests.len()];
    let mut start = 0;
    for pile in piles {
        let offset = pile.offset.min(bottom - height).max(top);
        for rank in start..pile.end {
            placed[order[rank]] = stacked[rank] + offset;
        }
        start = pile.end;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOP: f64 = 50.0;
    const BOTTOM: f64 = 350.0;

    /// Numbers from 0 to 1, the same in every run (Knuth's MMIX generator).
    fn numbers() -> impl FnMut() -> f64 {
        let mut state = 7_u64;
        move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as f64 / (1_u64 << 31) as f64
        }
    }

    #[test]
    fn labels_never_overlap_nor_leave_the_picture() {
        let mut number = numbers();
        for _ in 0..20_000 {
            let count = 1 + (number() * 10.0) as usize;
            let spread = number();
            let requests: Vec<LabelRequest> = (0..count)
                .map(|_| LabelRequest {
                    middle: TOP + (BOTTOM - TOP) * (0.5 + spread * 1.2 * (number() - 0.5)),
                    height: 15.0 + 15.0 * (number() * 2.0).floor(),
                })
                .collect();
            let placed = place(&requests, TOP, BOTTOM);
            let ends: Vec<(f64, f64)> = requests
                .iter()
                .zip(&placed)
                .map(|(request, middle)| (middle - request.height / 2.0, middle + request.height / 2.0))
                .collect();
            for (index, one) in ends.iter().enumerate() {
                assert!(one.0 > TOP - 1e-6 && one.1 < BOTTOM + 1e-6, "{requests:?}: {placed:?}");
                for other in &ends[..index] {
                    let is_clear = one.1 < other.0 + 1e-6 || other.1 < one.0 + 1e-6;
                    assert!(is_clear, "{requests:?}: {placed:?}");
                }
            }
        }
    }

    #[test]
    fn labels_with_room_stay_where_they_want_to_be() {
        let requests = [300.0, 100.0, 200.0].map(|middle| LabelRequest { middle, height: 16.0 });
        assert_eq!(place(&requests, TOP, BOTTOM), [300.0, 100.0, 200.0]);
    }

    #[test]
    fn labels_that_want_the_same_place_spread_evenly_and_keep_their_order() {
        let requests = [LabelRequest { middle: 200.0, height: 16.0 }; 3];
        assert_eq!(place(&requests, TOP, BOTTOM), [184.0, 200.0, 216.0]);
        let at_the_foot = [LabelRequest { middle: BOTTOM, height: 16.0 }; 2];
        assert_eq!(place(&at_the_foot, TOP, BOTTOM), [BOTTOM - 24.0, BOTTOM - 8.0]);
        assert_eq!(place(&[], TOP, BOTTOM), [0.0; 0]);
    }
}
