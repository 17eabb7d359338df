//! Sortering och prioritering.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{TriageFactors, TriageObject, TriagePath, triage_of_need};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<TriageObject>::new(
        "triages",
        (
            "Sorterade och prioriterade behov i ditt råd, t.ex. efter poäng.",
            "Triaged needs of your council, e.g. by score.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<TriageObject>()],
    rules: &[competence_hub::triage::rules::ALL],
    enumerations: &[Enumeration::of::<competence_hub::triage::Path>()],
    events: &[
        ("NeedTriaged", "Behovet sorterades", "The need was triaged"),
        ("NeedTriagedAgain", "Behovet bedömdes på nytt", "The need was assessed anew"),
    ],
};
