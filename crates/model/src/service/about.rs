//! What is declared of a number beside its value.

use crate::uncertain::Kind;

/// What is known of a number by its declaration alone.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// What it is, in a few words that stand behind what it belongs to. `{stage}` is the stage under whose name it
    /// stands, `{parameter}` what a change changes.
    pub phrase: &'static str,
    /// What it belongs to, as the section around it says. `{}` is what stands under a name of the user's choice,
    /// such as a stage; for a number of a lever it is what such a lever is called.
    pub of: &'static str,
    /// Its unit and limits.
    pub kind: &'static Kind,
    /// The kind in whose unit readers see it.
    pub shown_as: &'static Kind,
}

/// Called with the path of each number, what is declared of it, and the number.
pub(super) type Visit<'f, N, M> = &'f mut dyn FnMut(&str, &About, &N) -> M;
