//! Numbers that move cost, and nothing else.

use crate::service::Service;
use crate::uncertain::Uncertain;

/// If the number of a path moves cost alone, what to do for one who would vary it to reach something else.
///
/// Such are amounts and prices (by the kind that they are declared with), and all that stands under `money`. Pay does more
/// where leaving follows it by an elasticity.
pub fn moves_only_cost(service: &Service<Uncertain>, path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('.').collect();
    match *parts {
        ["option", option, "change", number, ..] => {
            let change = service.option.get(option)?.change.get(number)?;
            let mut remedies = change.parameter.each().map(|name| moves_only_cost(service, &name.text));
            return remedies.try_fold(String::new(), |_, remedy| remedy);
        }
        ["option", option, "supplement", number, "amount_per_year"] => {
            let supplement = service.option.get(option)?.supplement.get(number)?;
            let lever = parts[..4].join(".");
            return supplement.leaving_elasticity.is_none().then(|| {
                format!(
                    "the effect of a supplement does not depend on its amount: vary `{lever}.leaving`, or give \
                     `leaving_elasticity` in place of `leaving`"
                )
            });
        }
        ["role", role, "salary"] => {
            let mut supplements = service.option.values().flat_map(|option| option.supplement.values());
            if supplements.any(|lever| lever.leaving_elasticity.is_some() && lever.role.has(role)) {
                return None;
            }
        }
        _ => {}
    }
    let mut is_price = path.starts_with("money.");
    service.map(&mut |own, about, _: &Uncertain| is_price |= own == path && about.kind.is_price());
    is_price.then(|| {
        "vary a number that the targets depend on, or set a target for a cost, such as cost.total".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Reading;

    #[test]
    fn amounts_and_prices_move_cost_alone_but_for_pay_that_leaving_follows() {
        let text = format!(
            "{}\n[[option]]\nname = 'own'\n[[option.supplement]]\namount_per_year = 1_000\nleaving = 0.9\n\
             [[option.supplement]]\namount_per_year = 1_000\nleaving_elasticity = -2\n[[option.agency]]\nprice_cap = 1.2\n\
             [[option.campaign]]\nrole = 'social_worker'\npeople = 3\n\
             [[option.change]]\nparameter = ['money.on_costs', 'money.agency_multiple']\nmultiply = 0.9\n\
             [[option.change]]\nparameter = ['money.on_costs', 'demand.level']\nmultiply = 0.9\n",
            include_str!("../../../../scenarios/minimal.toml")
        );
        let service = Reading::of_text("small", &text).scenario.expect("no fault").service;
        for (path, is_only_cost) in [
            ("option.own.supplement.1.amount_per_year", true),
            ("option.own.supplement.1.cost_once", true),
            ("option.own.supplement.1.leaving", false),
            ("option.own.supplement.2.amount_per_year", false),
            ("option.own.supplement.2.leaving_elasticity", false),
            ("option.own.agency.1.price_cap", true),
            ("option.own.agency.1.cover", false),
            ("option.own.campaign.1.cost_per_head", true),
            ("option.own.campaign.1.people", false),
            ("option.own.change.1.multiply", true),
            ("option.own.change.2.multiply", false),
            ("money.on_costs", true),
            ("stage.support.placement_cost_per_week", true),
            ("role.social_worker.salary", false),
            ("demand.level", false),
        ] {
            assert_eq!(moves_only_cost(&service, path).is_some(), is_only_cost, "{path}");
        }
        let remedy = moves_only_cost(&service, "option.own.supplement.1.amount_per_year").unwrap();
        assert!(remedy.contains("vary `option.own.supplement.1.leaving`"), "{remedy}");
    }
}
