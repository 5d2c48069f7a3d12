//! Known figures, and where they stand.

use super::*;

fn profile(name: &str) -> Profile<'static> {
    let published = Published::embedded();
    Profile::new(published, published.find(name).unwrap())
}

fn indicator(id: &str) -> &'static Indicator {
    Indicator::of_id(id).unwrap()
}

/// As the Department for Education publishes them, to one decimal.
#[test]
fn kent_has_its_published_figures() {
    let kent = profile("Kent");
    for (id, figure, half_a_digit) in [
        ("in_post_fte", 728.2, 0.05),
        ("vacancy_rate", 0.160, 0.0005),
        ("agency_rate", 0.142, 0.0005),
        ("turnover_rate", 0.194, 0.0005),
        ("absence_rate", 0.012, 0.0005),
        ("caseload", 18.7, 0.05),
        ("cases_held", 9_988.0, 0.5),
        ("referrals", 22_589.0, 0.5),
        ("rereferral_share", 4_915.0 / 22_589.0, 1e-9),
        ("looked_after_started", 1_785.0, 0.5),
    ] {
        let value = kent.value(indicator(id), 2023).unwrap();
        assert!((value - figure).abs() <= half_a_digit, "{id}: {value}, not {figure}");
    }
}

/// "Characteristics of children in need 2022" as revised to the population of the
/// census: 343.7 in need at 31 March 2022; "Children looked after" of that year: 70.
#[test]
fn england_has_its_published_rates_for_every_10000_children() {
    let england = profile("England");
    let value = |id: &str| england.value(indicator(id), 2022).unwrap();
    assert!((value("children_in_need_per_10000") - 343.7).abs() < 0.05);
    assert!((value("looked_after_per_10000") - 70.0).abs() < 0.5);
}

#[test]
fn the_latest_figure_stands_beside_others_and_its_past() {
    let published = Published::embedded().until(2023);
    let latest = Profile::new(&published, published.find("Kent").unwrap());
    let latest = latest.latest(indicator("vacancy_rate")).unwrap();
    assert_eq!(latest.year, 2023);
    let near = |value: Option<f64>, wanted: f64| (value.unwrap() - wanted).abs() < 0.0005;
    // Published: South East 17.7%, England 18.9%.
    assert!(near(latest.region, 0.177) && near(latest.england, 0.189), "{latest:?}");
    assert_eq!(latest.peers.unwrap().1, 10);
    assert_eq!(latest.year_before.unwrap().1, Direction::Same);
    assert_eq!(latest.three_years_before.unwrap().1, Direction::Up);
}

#[test]
fn counts_are_compared_with_their_own_past_only() {
    let latest = profile("Kent").latest(indicator("referrals")).unwrap();
    assert_eq!((latest.region, latest.peers, latest.england), (None, None, None));
    assert_eq!(latest.standing, None);
    assert_eq!((latest.year, latest.year_before.unwrap()), (2025, (24_111.0, Direction::Same)));
}

#[test]
fn regions_and_england_are_compared_with_their_councils() {
    let region = profile("South East");
    assert_eq!((region.region, region.peers), (None, Peers::OfRegion));
    assert!(region.peer_names().any(|name| name == "Kent"));
    let latest = region.latest(indicator("caseload")).unwrap();
    assert!(latest.england.is_some() && latest.peers.is_some() && latest.standing.is_none());
    let england = profile("England").latest(indicator("caseload")).unwrap();
    assert!(england.england.is_none() && england.peers.unwrap().1 > 140);
}

#[test]
fn what_is_missing_is_missing() {
    let published = Published::embedded().until(2023);
    let hackney = Profile::new(&published, published.find("Hackney").unwrap());
    let referrals = indicator("referrals_per_10000");
    assert_eq!(hackney.value(referrals, 2021), None);
    assert_eq!(hackney.value(referrals, 2022), None);
    let latest = hackney.latest(referrals).unwrap();
    assert!(latest.year == 2023 && latest.year_before.is_none() && latest.three_years_before.is_some());
    let scilly = profile("Isles of Scilly");
    // Nobody is in post, so there is nothing to divide leavers by.
    assert_eq!(scilly.value(indicator("turnover_rate"), 2023), None);
    assert_eq!(scilly.value(indicator("in_post_fte"), 2023), Some(0.0));
    assert!(
        scilly.small_numbers(Section::Workforce).is_some()
            && hackney.small_numbers(Section::Demand).is_none()
    );
}

/// £15.6 thousand million were spent in England in 2024-25 on 12.2 million children.
#[test]
fn spending_is_told_for_each_child() {
    let value = |name: &str, id: &str| profile(name).value(indicator(id), 2025);
    let near = |value: Option<f64>, pounds: f64| (value.unwrap() - pounds).abs() < 1.0;
    assert!(
        near(value("England", "spending_per_child"), 1_277.0),
        "{:?}",
        value("England", "spending_per_child")
    );
    let kent = profile("Kent").latest(indicator("spending_per_child")).unwrap();
    assert!(kent.england.is_some() && kent.peers.is_some() && kent.standing.is_some(), "{kent:?}");
    // Birmingham's return came too late.
    assert_eq!(value("Birmingham", "spending_per_child_in_need"), None);
}

#[test]
fn quarters_part_councils_evenly_and_ties_share_a_quarter() {
    let all: Vec<f64> = (0..40).map(f64::from).collect();
    let quarters: Vec<u8> = all.iter().map(|figure| Quarter::of(*figure, &all).unwrap().number()).collect();
    assert!(quarters.is_sorted());
    let sizes: Vec<usize> = quarters.chunk_by(|one, next| one == next).map(<[u8]>::len).collect();
    assert_eq!(sizes, [10; 4]);
    // Fifteen of twenty have none: the middle of their places is 7.5 of 20.
    let mut many_without = vec![0.0; 15];
    many_without.extend([1.0; 5]);
    assert_eq!(Quarter::of(0.0, &many_without), Some(Quarter::SecondLowest));
    assert_eq!(Quarter::of(1.0, &many_without), Some(Quarter::Highest));
    assert_eq!(Quarter::of(0.0, &many_without[..19]), None);
    let ranks = [0.0, 1.0]
        .map(|figure| Standing::of(figure, &many_without).map(|found| (found.rank, found.councils)));
    assert_eq!(ranks, [Some((1, 20)), Some((16, 20))]);
}

#[test]
fn a_spread_is_the_middle_half() {
    let spread = Spread::of(vec![5.0, 1.0, 4.0, 2.0, 3.0]).unwrap();
    assert_eq!(spread, Spread { p25: 2.0, median: 3.0, p75: 4.0, councils: 5 });
    assert_eq!(Spread::of(vec![1.0; 4]), None);
}

#[test]
fn a_change_within_a_twentieth_is_about_the_same() {
    for (earlier, later, direction) in [
        (100.0, 105.0, Direction::Same),
        (100.0, 106.0, Direction::Up),
        (100.0, 95.0, Direction::Same),
        (100.0, 94.0, Direction::Down),
        (0.0, 0.0, Direction::Same),
        (0.0, 0.01, Direction::Up),
        (0.01, 0.0, Direction::Down),
    ] {
        assert_eq!(Direction::between(earlier, later), direction, "{earlier} to {later}");
    }
}

#[test]
fn every_indicator_has_an_id_of_its_own() {
    let ids: std::collections::BTreeSet<&str> = INDICATORS.iter().map(|indicator| indicator.id).collect();
    assert_eq!(ids.len(), INDICATORS.len());
    let by_section: usize = Section::ALL.iter().map(|section| section.indicators().count()).sum();
    assert_eq!(by_section, INDICATORS.len());
}

/// Correlation of a figure with that of the year before, over councils and
/// years with at least 50 in post.
fn persistence(id: &str) -> f64 {
    let published = Published::embedded();
    let indicator = indicator(id);
    let large = |council, year| {
        let in_post = published.workforce.get(council, year).in_post;
        in_post.filter(|in_post| *in_post >= 50.0).and_then(|_| indicator.of(published, council, year))
    };
    let pairs: Vec<(f64, f64)> = published
        .councils()
        .flat_map(|(council, _)| {
            (2017..2025).filter_map(move |year| large(council, year).zip(large(council, year + 1)))
        })
        .collect();
    let n = pairs.len() as f64;
    let mean = |of: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / n;
    let (x, y) = (mean(&|pair| pair.0), mean(&|pair| pair.1));
    let covariance = mean(&|pair| (pair.0 - x) * (pair.1 - y));
    covariance / (mean(&|pair| (pair.0 - x).powi(2)) * mean(&|pair| (pair.1 - y).powi(2))).sqrt()
}

/// What `data/README.md` says of them.
#[test]
fn agency_vacancies_and_caseload_last_and_turnover_does_not() {
    for (id, said) in
        [("agency_rate", 0.83), ("vacancy_rate", 0.78), ("caseload", 0.67), ("turnover_rate", 0.32)]
    {
        let found = persistence(id);
        assert!((found - said).abs() < 0.01, "{id}: {found}, not {said}");
    }
}

/// What `data/README.md` says of it.
#[test]
fn starters_less_leavers_do_not_explain_the_change_in_post() {
    let published = Published::embedded();
    let unexplained: Vec<f64> = published
        .councils()
        .flat_map(|(council, _)| (2018..=2025).map(move |year| (council, year)))
        .filter_map(|(council, year)| {
            let (before, now) =
                (published.workforce.get(council, year - 1).in_post?, published.workforce.get(council, year));
            let explained = before + now.starters? - now.leavers?;
            (before >= 50.0).then(|| Some((now.in_post? - explained) / before))?
        })
        .collect();
    let n = unexplained.len() as f64;
    let mean = unexplained.iter().sum::<f64>() / n;
    let deviation = (unexplained.iter().map(|gap| (gap - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
    assert!((deviation - 0.068).abs() < 0.001, "{deviation}");
}
