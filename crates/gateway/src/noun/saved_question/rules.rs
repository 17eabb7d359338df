//! What to say when a rule of saved questions is broken.

use kernel::{Label, Rule};
use library::{rules as owner, saved_question::rules as r};

/// Swedish and English.
pub const TEXTS: &[(Rule, Label)] = &[
    (
        owner::OWNER_IS_ONE,
        Label {
            sv: "Ange vems det är: en organisation, ett råd, ett kompetensnav eller ett projekt.",
            en: "Say whose it is: one organisation, council, hub or project.",
        },
    ),
    (
        r::SLUG_IS_TAKEN,
        Label { sv: "Adressen är redan tagen. Välj en annan.", en: "The address is taken. Choose another." },
    ),
    (
        r::SLUG_AND_OWNER_STAND,
        Label {
            sv: "Adressen och ägaren ligger fast. Spara en ny fråga i stället.",
            en: "The address and the owner stand. Save a new question instead.",
        },
    ),
    (
        r::DOCUMENT_DOES_NOT_FIT_THE_SCHEMA,
        Label { sv: "Dokumentet stämmer inte med schemat.", en: "The document does not fit the schema." },
    ),
    (
        r::SAVED_QUESTION_IS_NOT_OPEN,
        Label {
            sv: "Bara inbyggda frågor kan vara öppna för alla.",
            en: "Only built-in questions can be open to everyone.",
        },
    ),
    (
        r::SHARED_COUNCIL_IS_REQUIRED,
        Label { sv: "Ange rådet som frågan delas med.", en: "Name the council that the question is shared with." },
    ),
    (
        r::SHARED_COUNCIL_IS_NOT_ASKED_FOR,
        Label {
            sv: "Ett råd anges bara när frågan delas med ett råd.",
            en: "A council is named only when the question is shared with one.",
        },
    ),
    (
        r::COUNCIL_IS_NOT_ONES_OWN,
        Label {
            sv: "Frågan kan bara delas med ett råd där du eller organisationen har en plats.",
            en: "The question can only be shared with a council where you or the organisation has a seat.",
        },
    ),
    (
        r::EXPECTED_VERSION_IS_REQUIRED,
        Label { sv: "Ange versionen du har sett.", en: "Give the version you have seen." },
    ),
];
