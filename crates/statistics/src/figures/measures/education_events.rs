//! Utbildningstillfällen i utbudet: events of others by the day they start, where one is told. Those without are counted, too, under no
//! period. The place is that of the event: sources tell of the provider by a code of their own. A source that takes an offering back need
//! not say so of its events: they are counted as long as their offering is.

use kernel::Label;

use super::{Source, Spec, education_offerings, shared};
use crate::figures::{Breakdown as B, source::Join};

/// Events of the offerings that there are (`DESCRIBED`), with what those are about.
const WITH_OFFERING: &str = "(SELECT e.*, o.ssyk_code, o.skill_code, o.sun_code, o.isced_code FROM education_events e \
    JOIN education_offerings o ON o.id = e.offering_id WHERE o.is_described AND o.removed_on IS NULL)";

/// Bands of the share of full time.
const PACE: &str = "CASE WHEN r.pace_percent >= 100 THEN '100+' WHEN r.pace_percent >= 50 THEN '50-99' \
    WHEN r.pace_percent >= 25 THEN '25-49' WHEN r.pace_percent >= 0 THEN '0-24' END";

const COLUMNS: &[Source] = &shared::all::<7>(&[
    &education_offerings::COLUMNS,
    &[
        (B::Municipality, "r.municipality_code", Join::None),
        (B::Pace, PACE, Join::None),
        (B::Dated, "CASE WHEN r.starts_on IS NULL THEN 'UNDATED' ELSE 'DATED' END", Join::None),
    ],
]);

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "utbildningstillfällen i andras utbud, även utan startdag; de som ställts in är inte med, inte heller de som tagits bort eller vars utbildning har tagits bort",
        en: "events of the education that others offer, without a first day, too; those cancelled or taken back, or of education taken back, are left out",
    },
    table: WITH_OFFERING,
    always: Some("r.removed_on IS NULL AND NOT r.is_cancelled"),
    date: Some("r.starts_on"),
    columns: COLUMNS,
    ..education_offerings::SPEC
};
