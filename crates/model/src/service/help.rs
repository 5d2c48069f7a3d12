//! What early help acts on.

use serde_json::{Value as Json, json};

use super::NameOf;
use super::plain::wrong;
use crate::document::{Fault, Name, Node, Plain, Value};

/// Levers prevent at most this share of what there is: nobody knows how to prevent all (equations L7 to L9).
pub const MOST_PREVENTED: f64 = 0.9;

/// What early help prevents.
#[derive(Clone, Debug, PartialEq)]
pub enum HelpActsOn {
    /// Referrals.
    Referrals,
    /// That cases go on from the first stage.
    Escalation,
    /// That cases enter the stage of this name.
    Stage(Name),
}

impl HelpActsOn {
    /// The words that are no names of stages.
    pub(crate) const WORDS: [&'static str; 2] = ["referrals", "escalation"];
}

impl Plain for HelpActsOn {
    fn read(node: &Node) -> Result<Self, Fault> {
        match &node.value {
            Value::Text(text) if text == "referrals" => Ok(Self::Referrals),
            Value::Text(text) if text == "escalation" => Ok(Self::Escalation),
            Value::Text(_) => Name::read(node).map(Self::Stage),
            _ => Err(wrong(
                node,
                "\"referrals\", \"escalation\" or the name of a stage",
                "write acts_on = \"referrals\"",
            )),
        }
    }

    fn schema() -> Json {
        json!({
            "type": "string", "x-limits": "`\"referrals\"`, `\"escalation\"` or the name of a stage",
            (NameOf::VALUES): NameOf::Stage.word(),
        })
    }

    fn to_json(&self) -> Json {
        json!(match self {
            Self::Referrals => "referrals",
            Self::Escalation => "escalation",
            Self::Stage(name) => &name.text,
        })
    }
}
