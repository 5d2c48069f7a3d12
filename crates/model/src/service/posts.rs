//! What a scenario takes funded posts to do.

use serde_json::{Value as Json, json};

use super::plain::wrong;
use super::{Environment, Service, Workforce};
use crate::document::{Fault, Node, Plain, Value};
use crate::uncertain::{Quantity, Uncertain};

/// What funded posts do while no option changes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FundedPosts {
    /// They stay: how many there are is for the council to decide.
    AsFunded,
    /// They move as they have moved at councils.
    AsDrifted,
}

/// What the register of assumptions says of a number that is not used.
const AT_REST: &str = "Not used: with posts = \"as_funded\" funded posts stay unless an option changes them";

impl FundedPosts {
    /// Whether the number of this path moves funded posts, and so has no effect where they stay as funded.
    pub fn are_moved_by(path: &str) -> bool {
        path.starts_with("environment.establishment.") || path.starts_with("workforce.posts.")
    }

    /// As scenarios write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::AsFunded => "as_funded",
            Self::AsDrifted => "as_drifted",
        }
    }
}

impl Plain for FundedPosts {
    fn read(node: &Node) -> Result<Self, Fault> {
        let remedy = "write posts = \"as_funded\" (they stay unless an option changes them) or posts = \"as_drifted\" \
                      (they move as they have moved at councils)";
        match &node.value {
            Value::Text(text) if text == Self::AsFunded.name() => Ok(Self::AsFunded),
            Value::Text(text) if text == Self::AsDrifted.name() => Ok(Self::AsDrifted),
            Value::Text(text) => Err(Fault::new(format!("is \"{text}\""), remedy)),
            _ => Err(wrong(node, "\"as_funded\" or \"as_drifted\"", remedy)),
        }
    }

    fn schema() -> Json {
        json!({ "enum": ["as_funded", "as_drifted"], "x-limits": "`\"as_funded\"` or `\"as_drifted\"`" })
    }

    fn to_json(&self) -> Json {
        json!(self.name())
    }
}

impl Service<Uncertain> {
    /// Whether anything but an option moves funded posts.
    pub fn posts_move(&self) -> bool {
        let establishment = &self.environment.establishment;
        let numbers = [
            &establishment.trend_per_year,
            &establishment.drift_sd_per_year,
            &establishment.swing_sd,
            &establishment.swing_at_start,
        ];
        numbers.into_iter().any(|number| number.quantity != Quantity::Known(0.0))
    }

    /// The service as it is run. Where posts stay as funded, what would move them is put to rest: it is nil, and so
    /// neither drawn nor told. All other draws stay as they are, since each has an address of its own.
    #[must_use]
    pub(crate) fn with_posts_as_stated(self) -> Self {
        match self.posts {
            None | Some(FundedPosts::AsDrifted) => return self,
            Some(FundedPosts::AsFunded) => {}
        }
        let at_rest = || {
            let mut number = Uncertain::known(0.0);
            AT_REST.clone_into(&mut number.provenance.note);
            number
        };
        let Self { environment, workforce, .. } = &self;
        let establishment = environment.establishment.map(&mut |_, _, _: &Uncertain| at_rest());
        let posts = workforce.posts.map(&mut |_, _, _: &Uncertain| at_rest());
        Self {
            environment: Environment { establishment, ..self.environment },
            workforce: Workforce { posts, ..self.workforce },
            ..self
        }
    }
}
