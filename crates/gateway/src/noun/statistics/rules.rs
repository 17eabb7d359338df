//! What to say when a rule of statistics is broken.

use ::statistics::{disclosure::rules as d, figures::rules as f};
use kernel::{Label, Rule};

/// Swedish and English.
pub const TEXTS: &[(Rule, Label)] = &[
    (
        f::MEASURE_LACKS_DIMENSION,
        Label {
            sv: "Måttet har inte den indelningen, varken att gruppera efter eller att filtrera på.",
            en: "The measure does not have that dimension, neither to group by nor to filter on.",
        },
    ),
    (
        f::TOO_MANY_DIMENSIONS,
        Label { sv: "Högst fem indelningar åt gången.", en: "At most five dimensions at a time." },
    ),
    (
        f::DIMENSION_IS_NOT_GROUPED_BY,
        Label {
            sv: "Tabellen är inte indelad så. Nämn indelningen i groupBy.",
            en: "The table is not grouped by that. Name the dimension in groupBy.",
        },
    ),
    (f::DIMENSION_IS_REPEATED, Label { sv: "Samma indelning står två gånger.", en: "A dimension stands twice." }),
    (
        d::TABLE_IS_TOO_LARGE,
        Label {
            sv: "Tabellen blir för stor. Välj färre indelningar eller filtrera mer.",
            en: "The table is too large. Choose fewer dimensions or filter more.",
        },
    ),
];
