//! How children move between stages: exits that bring published starts about.

/// The judgement on how children move between stages.
pub(super) struct Split;

impl Split {
    /// Protection plans that follow a child-in-need plan; the others follow an assessment.
    const PROTECTION_FROM_NEED: f64 = 0.4;
    /// Protection plans that step down to a child-in-need plan.
    const PROTECTION_TO_NEED: f64 = 0.6;
    /// Looked-after children who come from a protection plan, and from a child-in-need plan.
    const CARE_FROM_PROTECTION: f64 = 0.4;
    /// See [`Split::CARE_FROM_PROTECTION`].
    const CARE_FROM_NEED: f64 = 0.35;
    /// Looked-after children who return home to a child-in-need plan.
    const CARE_TO_NEED: f64 = 0.25;
    /// Of those who leave care, how many are referred again within a year.
    pub(super) const CARE_RETURNS: f64 = 0.05;
}

/// Yearly flows that the exits are to bring about.
pub(super) struct Flows {
    pub(super) assessed: f64,
    pub(super) need: f64,
    pub(super) protection: f64,
    pub(super) care: f64,
    /// Looked after without any path through the service.
    pub(super) direct: f64,
}

/// Cases that begin in each stage in a year, and the shares that go on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exits {
    pub(super) need: f64,
    pub(super) protection: f64,
    pub(super) care: f64,
    pub(super) assessment_to_need: f64,
    pub(super) assessment_to_protection: f64,
    pub(super) assessment_to_care: f64,
    pub(super) need_to_protection: f64,
    pub(super) need_to_care: f64,
    pub(super) protection_to_need: f64,
    pub(super) protection_to_care: f64,
    pub(super) care_to_need: f64,
}

impl Exits {
    /// Exits that bring the flows about, as far as stages can feed them.
    pub(super) fn of(flows: &Flows) -> Self {
        let Flows { need, protection, care, direct, .. } = *flows;
        // Never nil, which would have no shares.
        let assessed = flows.assessed.max(f64::MIN_POSITIVE);
        let protection_to_care = (Split::CARE_FROM_PROTECTION * care).min(0.35 * protection);
        // Some plans simply end.
        let protection_to_need =
            (Split::PROTECTION_TO_NEED * protection).min(0.85 * protection - protection_to_care);
        let care_to_need = Split::CARE_TO_NEED * care;
        // What assessments lead to a child-in-need plan, once those who step down are counted.
        let assessed_to_need =
            (need - protection_to_need - care_to_need).clamp(0.02 * assessed, 0.6 * assessed);
        let need = assessed_to_need + protection_to_need + care_to_need;
        let need_to_protection = (Split::PROTECTION_FROM_NEED * protection).min(0.3 * need);
        let need_to_care = (Split::CARE_FROM_NEED * care).min(0.25 * need);
        let assessed_to_protection = (protection - need_to_protection).min(0.25 * assessed);
        let assessed_to_care = (care - protection_to_care - need_to_care).clamp(0.0, 0.1 * assessed);
        let begun = need_to_protection + assessed_to_protection;
        let looked_after = protection_to_care + need_to_care + assessed_to_care + direct;
        Self {
            need,
            protection: begun,
            care: looked_after,
            assessment_to_need: assessed_to_need / assessed,
            assessment_to_protection: assessed_to_protection / assessed,
            assessment_to_care: assessed_to_care / assessed,
            need_to_protection: need_to_protection / need,
            need_to_care: need_to_care / need,
            protection_to_need: (protection_to_need / begun).min(0.6),
            protection_to_care: (protection_to_care / begun).min(0.35),
            care_to_need: care_to_need / looked_after,
        }
    }
}
