//! What to say when a rule of enrolments is broken.

use efforts::enrolment::rules as r;
use kernel::{Label, Rule};

/// Swedish and English.
pub const TEXTS: &[(Rule, Label)] = &[
    (
        r::EFFORT_IS_FULL,
        Label {
            sv: "Alla platser är tagna. Sätt personen som reserv.",
            en: "Every place is taken. Put the person on the waiting list.",
        },
    ),
    (
        r::WAITING_LIST_GOES_FIRST,
        Label { sv: "Andra har väntat längre på platsen.", en: "Others have waited longer for the place." },
    ),
    (
        r::OCCASION_HAS_ROOM,
        Label {
            sv: "Det finns lediga platser: ingen behöver vänta.", en: "There are free places: nobody need wait."
        },
    ),
    (
        r::EFFORT_IS_NOT_OPEN,
        Label { sv: "Insatsen är inte öppen för anmälan.", en: "The effort is not open for enrolment." },
    ),
    (
        r::PARTICIPATION_IS_REQUIRED,
        Label { sv: "Ange personens deltagande i projektet.", en: "Name the person's participation in the project." },
    ),
    (
        r::PARTICIPATION_IS_IN_ANOTHER_PROJECT,
        Label {
            sv: "Deltagandet hör till ett annat projekt än insatsens.",
            en: "The participation belongs to another project than the effort's.",
        },
    ),
    (
        r::DATE_IS_OUTSIDE_THE_OCCASION,
        Label {
            sv: "Datumet ligger utanför tillfällets dagar eller i framtiden.",
            en: "The date lies outside the occasion's days or in the future.",
        },
    ),
];
