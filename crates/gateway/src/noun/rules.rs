//! The texts of the rules that every room shares.

use kernel::{Label, Rule, error::rules as r};

/// Swedish and English.
pub const SHARED: &[(Rule, Label)] = &[
    (
        r::VERSION_IS_STALE,
        Label {
            sv: "Någon annan har ändrat under tiden. Läs om och försök igen.",
            en: "Someone else changed this meanwhile. Read it again and retry.",
        },
    ),
    (
        r::TRANSITION_IS_NOT_ALLOWED,
        Label { sv: "Steget går inte att ta i det här läget.", en: "This step cannot be taken in this state." },
    ),
    (r::FIELD_IS_REQUIRED, Label { sv: "Fyll i fältet.", en: "Fill in this field." }),
    (
        r::VALUE_IS_OF_ANOTHER_TYPE,
        Label {
            sv: "Skriv ett värde av rätt slag, till exempel siffror där ett antal ska stå.",
            en: "Write a value of the right kind, such as digits where a number belongs.",
        },
    ),
    (
        r::DATE_IS_WRONG,
        Label {
            sv: "Skriv ett datum som finns, så här: 2026-03-31.",
            en: "Write a date that exists, like this: 2026-03-31.",
        },
    ),
    (r::TEXT_LENGTH_IS_WRONG, Label { sv: "Texten är tom eller för lång.", en: "The text is empty or too long." }),
    (
        r::TEXT_HOLDS_AN_ODD_SIGN,
        Label {
            sv: "Texten har ett styrtecken eller ett tecken i stället för ett som gått förlorat. Skriv om den.",
            en: "The text holds a control character, or one in place of a character that was lost. Write it anew.",
        },
    ),
    (r::TEXT_HOLDS_A_LINE_BREAK, Label { sv: "Skriv texten på en rad.", en: "Write the text on one line." }),
    (r::NUMBER_IS_OUT_OF_RANGE, Label { sv: "Talet ligger utanför det tillåtna.", en: "The number is out of range." }),
    (r::DATE_IS_IN_THE_FUTURE, Label { sv: "Datumet ligger i framtiden.", en: "The date lies in the future." }),
    (r::PERIOD_IS_REVERSED, Label { sv: "Slutet ligger före början.", en: "The end precedes the start." }),
    (
        r::CODE_IS_UNKNOWN,
        Label {
            sv: "Koden finns inte i kodlistan eller gäller inte längre.",
            en: "The code is not in its list, or no longer in use.",
        },
    ),
    (
        r::REFERENCE_IS_UNKNOWN,
        Label {
            sv: "Det som pekas ut finns inte, eller så når du det inte.",
            en: "What is pointed at does not exist, or lies outside your reach.",
        },
    ),
    (
        r::IDEMPOTENCY_KEY_IS_WRONG,
        Label {
            sv: "Idempotensnyckeln ska vara 1–200 synliga tecken ur ASCII, utan blanksteg och å, ä, ö. Ändringen är inte gjord.",
            en: "The idempotency key must be 1–200 printable ASCII characters without blanks. The change is not made.",
        },
    ),
    (
        r::IDEMPOTENCY_KEY_REUSED,
        Label {
            sv: "Samma begäran har redan skickats en gång med annat innehåll.",
            en: "The same request was sent once already with other content.",
        },
    ),
    (
        r::IDEMPOTENCY_KEY_UNDER_WAY,
        Label {
            sv: "Samma ändring skickades strax före och görs just nu. Skicka den igen, så får du svaret.",
            en: "The same change was sent just before and is being made. Send it again to get the answer.",
        },
    ),
    (r::KEY_IS_TAKEN, Label { sv: "Det finns redan en sådan.", en: "There is one already." }),
    (r::REASON_IS_REQUIRED, Label { sv: "Ange ett skäl.", en: "Give a reason." }),
    (
        r::CURSOR_IS_INVALID,
        Label {
            sv: "Markören hör inte till denna lista och ordning.",
            en: "The cursor does not belong to this list and ordering.",
        },
    ),
    (
        r::PAGE_SIZE_IS_WRONG,
        Label {
            sv: "Ange first eller last, 1–100, med after respektive before.",
            en: "Give first or last, 1–100, with after or before respectively.",
        },
    ),
    (
        r::ORGANISATION_NUMBER_IS_WRONG,
        Label { sv: "Organisationsnumret är inte giltigt.", en: "The organisation number is not valid." },
    ),
    (
        r::PERSONAL_NUMBER_IS_WRONG,
        Label { sv: "Personnumret är inte giltigt.", en: "The personal identity number is not valid." },
    ),
    (
        r::TOO_FAR_BEHIND,
        Label {
            sv: "Du har missat för många händelser. Läs om listorna och börja prenumerera på nytt.",
            en: "You have missed too many events. Read the lists again and subscribe anew.",
        },
    ),
];
