//! Kompetensanalys.

mod mutation;
mod object;

pub use mutation::mutations;
pub use object::{
    AnalysisStatus, CompetenceAnalysisFilter, CompetenceAnalysisObject, CompetenceAnalysisOrder,
    CompetenceAnalysisQuery,
};

use crate::objects::{NodeKind, Registration};
use kernel::command::Enumeration;

pub(crate) const REGISTRATION: Registration = Registration {
    queries: &[&CompetenceAnalysisQuery],
    mutations,
    nodes: &[NodeKind::of::<CompetenceAnalysisObject>()],
    rules: &[workplaces::analysis::rules::ALL],
    enumerations: &[Enumeration::of::<workplaces::analysis::AnalysisStatus>()],
    events: &[
        "CompetenceAnalysisDataCollectionBegun",
        "CompetenceAnalysisGapsCalculated",
        "CompetenceAnalysisPublished",
        "CompetenceAnalysisStarted",
        "CompetenceAnalysisSuperseded",
        "CompetenceAnalysisValidated",
        "CompetenceAnalysisValidatedByOnePart",
    ],
};
