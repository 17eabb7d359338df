//! Anställda med någon aktivitet: people who began some education, of organisations that had counted their workforce by the end of that
//! year, held against it as it was then. By year it is the share of the staff that had a chance to develop. What a work place does as a group has head counts and no
//! people, and is not here.

use kernel::Label;

use super::{Measure, Source, Spec, enrolments, shared};
use crate::figures::{Breakdown as B, source::Join};

/// The first start of each person's year with each employer: by year nobody counts twice.
const FIRST_OF_THE_YEAR: &str = "(SELECT w.* FROM (SELECT f.*, row_number() OVER (PARTITION BY f.organisation_id, f.participant_id, \
    substr(CAST(f.started_on AS text), 1, 4) ORDER BY f.started_on, f.id) AS place FROM enrolments f \
    WHERE f.started_on IS NOT NULL) w WHERE w.place = 1)";

/// Divided as the workforce is, by what the organisation is.
const COLUMNS: &[Source] = &shared::all::<7>(&[
    &shared::OF_ORGANISATION,
    &[
        (B::Council, "r.council_id", Join::None),
        (B::Project, "r.project_id", Join::None),
        (B::Sex, "p.sex", Join::Participation),
    ],
]);

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "anställda som under året började i någon utbildning, hos organisationer som senast det året hade uppgett sin arbetsstyrka; var och en en gång per år och arbetsgivare",
        en: "people who began some education during the year, at organisations that had counted their workforce by the end of it; each once a year and employer",
    },
    table: FIRST_OF_THE_YEAR,
    always: Some(
        "EXISTS (SELECT 1 FROM workforce_snapshots c WHERE c.organisation_id = r.organisation_id \
         AND substr(CAST(c.counted_on AS text), 1, 4) <= substr(CAST(r.started_on AS text), 1, 4))",
    ),
    date: Some("r.started_on"),
    columns: COLUMNS,
    statuses: &[],
    against: Some(Measure::Workforce),
    ..enrolments::SPEC
};
