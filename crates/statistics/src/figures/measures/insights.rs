//! Insikter: what groups wrote down as wrong, right or for next time, each with its theme. The threshold is for organisations, as
//! of reflections.

use kernel::Label;

use super::{Counted, Source, Spec, reflections, shared};
use crate::figures::{Breakdown as B, source::Join};

/// A row for each part of the notes that has a theme. An insight is kept in sixtieths, as a reflection is.
const WRITTEN: &str = "(SELECT w.*, w.went_wrong_theme AS theme, 60 AS insight FROM reflections w UNION ALL \
    SELECT w.*, w.went_right_theme AS theme, 60 AS insight FROM reflections w UNION ALL \
    SELECT w.*, w.next_time_theme AS theme, 60 AS insight FROM reflections w)";

const COLUMNS: &[Source] = &shared::all::<11>(&[
    &shared::OF_EMPLOYER,
    &[(B::ReflectionKind, "r.kind", Join::None), (B::InsightTheme, "r.theme", Join::None)],
]);

pub(super) const SPEC: Spec = Spec {
    unit: Label {
        sv: "insikter som grupper har skrivit ned: vad som blev fel, vad som blev rätt och hur de gör nästa gång",
        en: "insights that groups wrote down: what went wrong, what went right and what they do next time",
    },
    table: WRITTEN,
    always: Some("r.status NOT IN ('PLANNED', 'CANCELLED') AND r.theme IS NOT NULL"),
    counted: Counted::Minutes("r.insight"),
    columns: COLUMNS,
    statuses: &[],
    ..reflections::SPEC
};
