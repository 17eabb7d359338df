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
    (
        f::ONE_VALUE_IS_TOLD,
        Label {
            sv: "Av andras uppgifter visas ett värde i taget här. Välj ett, eller inget och indela efter det; för egna uppgifter går flera.",
            en: "Of others' records one value at a time is shown here. Choose one, or none and group by it; of your own, several.",
        },
    ),
    (
        f::PERIOD_IS_NOT_WHOLE,
        Label {
            sv: "Andras uppgifter visas för hela år (1 januari–31 december), för den som loggat in även hela kvartal. Månader och dagar visas för egna uppgifter.",
            en: "Others' records are shown for whole years (1 January–31 December), to those signed in for whole quarters too. Months and days are shown of your own.",
        },
    ),
    (
        f::ONE_PERIOD_IS_TOLD,
        Label {
            sv: "Indela andras uppgifter efter en period i taget: år, halvår eller kvartal.",
            en: "Group others' records by one period at a time: year, half-year or quarter.",
        },
    ),
    (
        f::ORGANISATION_IS_NOT_TOLD,
        Label {
            sv: "En organisations behov, timmar och efterfrågade personer är dess egna. Indela efter bransch eller slag av organisation, eller välj den egna organisationen.",
            en: "An organisation's needs, hours and people needed are its own. Group by industry or kind of organisation, or choose your own organisation.",
        },
    ),
    (
        f::CROSSING_IS_TOO_DEEP,
        Label {
            sv: "Andras uppgifter visas efter högst tre indelningar och urval tillsammans, perioden och ett av projekt, råd och nav oräknade. Ta bort någon.",
            en: "Others' records are shown by at most three groupings and filters together, beside the period and one of project, council and hub. Leave one out.",
        },
    ),
    (
        f::CROSSING_IS_NOT_TOLD,
        Label {
            sv: "En enskild arbetsplats, insats, anordnare eller ett smalt yrke visas inte tillsammans med uppgifter om personerna. Välj en bredare indelning, som bransch, län eller slag av insats; en insats visas med status eller resultat, en kommun med en personuppgift.",
            en: "A single workplace, effort, provider or narrow occupation is not shown together with what the people are. Choose a wider grouping, such as industry, county or kind of effort; an effort is shown with status or outcome, a municipality with one characteristic.",
        },
    ),
    (
        f::TABLE_IS_NOT_OPEN,
        Label {
            sv: "Utan inloggning visas de öppna frågornas tabeller. Logga in för andra.",
            en: "Without signing in the tables of the open questions are shown. Sign in for others.",
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
