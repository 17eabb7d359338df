//! Publicerade kompetensanalyser: each once, by the day it was published, superseded ones too. The threshold is for organisations:
//! five of them stand behind every number, and the analyses of one are its own.

use access::Action;
use kernel::Label;

use super::{Behind, Owner, Source, Spec, shared};
use crate::disclosure::Unit;
use crate::figures::{Breakdown as B, category::ANALYSIS_STATUS, source::Join};

/// What an analysis or a plan has: its organisation's and its project's.
const COLUMNS: &[Source] = &shared::all::<10>(&[&shared::OF_EMPLOYER, &[(B::Status, "r.status", Join::None)]]);

pub(super) const SPEC: Spec = Spec {
    always: Some("r.published_on IS NOT NULL"),
    date: Some("r.published_on"),
    owners: &[Owner::Organisation, Owner::Project],
    statuses: ANALYSIS_STATUS,
    has_key: true,
    ..Spec::of(
        (
            Label {
                sv: "publicerade kompetensanalyser, även de som har ersatts",
                en: "competence analyses published, those superseded too",
            },
            Action::ReadAnalyses,
        ),
        "competence_analyses",
        COLUMNS,
        (Unit::Plan, Behind::Person("r.organisation_id")),
    )
};
