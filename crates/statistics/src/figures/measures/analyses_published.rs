//! Publicerade kompetensanalyser: each once, by the day it was published, superseded ones too. The threshold is for organisations:
//! five of them stand behind every number, and the analyses of one are its own.

use access::Action;
use kernel::Label;

use super::{Behind, Counted, Owner, Spec};
use crate::disclosure::Unit;
use crate::figures::{
    Breakdown as B,
    category::ANALYSIS_STATUS,
    source::{Join, Source},
};

/// What an analysis or a plan has: its organisation's and its project's.
pub(super) const COLUMNS: &[Source] = &[
    (B::Organisation, "r.organisation_id", Join::None),
    (B::OrganisationKind, "g.kind", Join::Organisation),
    (B::Industry, "g.sni_code", Join::Organisation),
    (B::Municipality, "g.municipality_code", Join::Organisation),
    (B::Project, "r.project_id", Join::None),
    (B::ProgrammePeriod, "j.programme_period", Join::Project),
    (B::ProgrammeArea, "j.programme_area", Join::Project),
    (B::SpecificObjective, "j.specific_objective", Join::Project),
    (B::Principles, "h.mask", Join::Principles),
    (B::Status, "r.status", Join::None),
];

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "publicerade kompetensanalyser, även de som har ersatts",
        en: "competence analyses published, those superseded too",
    },
    reads: Action::ReadAnalyses,
    table: "competence_analyses",
    always: Some("r.published_on IS NOT NULL"),
    date: Some("r.published_on"),
    counted: Counted::Records,
    region: None,
    dominable: false,
    record: Unit::Plan,
    behind: Behind::Person("r.organisation_id"),
    split: None,
    owners: &[Owner::Organisation, Owner::Project],
    columns: COLUMNS,
    statuses: ANALYSIS_STATUS,
    has_key: true,
    is_open: false,
    waits: None,
    weight: None,
    against: None,
    selected: &[],
};
