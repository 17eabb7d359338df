//! Kompetensanalys.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{AnalysisStatus, CompetenceAnalysisObject};

use crate::objects::{NodeKind, Registration, RootList};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&RootList::<CompetenceAnalysisObject>::new(
        "competenceAnalyses",
        (
            "Kompetensanalyser inom din räckvidd: din organisations, och ditt projekts utan vad de säger.",
            "Competence analyses within your reach: your organisation's, and your project's without what they say.",
        ),
    )],
    mutations,
    nodes: &[NodeKind::of::<CompetenceAnalysisObject>()],
    rules: &[workplaces::analysis::rules::ALL],
    enumerations: &[Enumeration::of::<workplaces::analysis::AnalysisStatus>()],
    events: &[
        ("CompetenceAnalysisDataCollectionBegun", "Inventeringen började", "The data collection began"),
        ("CompetenceAnalysisGapsCalculated", "Gapen beräknades", "The gaps were calculated"),
        ("CompetenceAnalysisPublished", "Analysen publicerades", "The analysis was published"),
        ("CompetenceAnalysisStarted", "Analysen påbörjades", "The analysis was started"),
        ("CompetenceAnalysisSuperseded", "Analysen ersattes", "The analysis was superseded"),
        ("CompetenceAnalysisValidated", "Båda parter validerade analysen", "Both parts validated the analysis"),
        ("CompetenceAnalysisValidatedByOnePart", "En part validerade analysen", "One part validated the analysis"),
    ],
};
