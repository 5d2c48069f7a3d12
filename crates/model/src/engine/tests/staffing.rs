//! Staff seen from inside.

use super::{Moment, model, step_through};
use crate::engine::Trial;
use crate::engine::ids::Identified as _;

/// Fifty workers and twenty vacant posts of seniors, all filled from inside.
const PROMOTION: &str = "
    title = 'Promotion'
    start = 2023-09-30
    months = 24
    demand.source.all = { per_year = 10, enters = { s = 1 } }
    stage.s = { team = 't', open = 10 }
    workforce.fte_per_person = 0.9
    workforce.recruitment = { weeks_to_fill = 20, market_ceiling_per_year = 0 }
    [role.worker]
    case_holding = 1
    full_caseload = 10
    [role.senior]
    promoted_from = 'worker'
    promotion_share = 1
    [team.t.staff]
    worker = { establishment = 50, in_post = 50 }
    senior = { establishment = 20, in_post = 0.9 }
";

/// A correct program never fails.
#[test]
fn promotion_moves_people_and_keeps_their_fte() {
    let model = model(PROMOTION);
    let group = |role: &str| {
        let role = model.service.role.id_of(role).unwrap();
        model.groups.each().find(|(_, group)| group.role == role).unwrap().0
    };
    let (worker, senior) = (group("worker"), group("senior"));
    let mut trial = Trial::new(&model, None);
    for number in 0..20 {
        let (mut total, mut seniors) = (0.0, 0.0);
        step_through(&mut trial, 1, number, |trial, moment| {
            let fte = &trial.staff.permanent.fte;
            if moment == Moment::Opening {
                total = fte[worker] + fte[senior];
                seniors = fte[senior];
            }
            assert!((fte[worker] + fte[senior] - total).abs() < 1e-9);
            assert!(fte[senior] >= seniors, "nobody is sent back");
            seniors = fte[senior];
        });
        // Two years are five times the time to fill a post.
        assert!(seniors > 15.0 && seniors <= 20.2, "{seniors} FTE of seniors");
    }
}
