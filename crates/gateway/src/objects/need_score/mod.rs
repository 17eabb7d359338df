//! Poäng för ett behov.

mod mutation;
mod object;
mod term;

pub use mutation::mutations;
pub use object::NeedScoreObject;
pub use term::ScoreGround;

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<NeedScoreObject>::new(
        "needScores",
        (
            "Behovens poäng i ditt råd, t.ex. de högsta först.",
            "Scores of needs of your council, e.g. the highest first.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<NeedScoreObject>()],
    rules: &[industry_councils::need_score::rules::ALL],
    enumerations: &[Enumeration::of::<industry_councils::need_score::ScoreGround>()],
    events: &[("NeedScored", "Behovet poängsattes", "The need was scored")],
};
