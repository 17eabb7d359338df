//! What can be imported, and which columns each has.

use access::Action;
use clap::ValueEnum;
use councils::organisation::OrganisationKind;
use efforts::enrolment::EnrolmentSource;
use industry_councils::need::{NeedBasis, NeedCause, NeedHorizon, TargetGroup};
use kernel::{
    Id, Kind as Named, Label, Result,
    id::kind::{Enrolment, Need, Organisation},
};
use taxonomy::Scheme;

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Organisationer: each row is registered.
    Organisations,
    /// Behov: each row is reported.
    Needs,
    /// Anmälningar: each row is a nomination or an application.
    Enrolments,
}

/// A column: its field in the API, and the headers it is known by. Case, blanks and punctuation are overlooked.
#[derive(Debug)]
pub struct Column {
    /// The API's name of the field; also a header.
    pub field: &'static str,
    /// Whether the file must have it.
    pub required: bool,
    /// Headers, Swedish first.
    pub names: &'static [&'static str],
    /// How its cells are read.
    pub form: Form,
    /// What its cells hold, for the operator.
    pub about: &'static str,
}

/// How a cell is read.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// A text of one line, or an id.
    Text,
    /// A text of several lines.
    Lines,
    /// An organisation number, or an organisation's id.
    Organisation,
    /// A personal number.
    Person,
    /// A day.
    Day,
    /// A whole number.
    Count,
    /// A code of a list.
    Code(Scheme),
    /// One of an enumeration's values: its text in the API for what was written, if it is one.
    Choice(fn(&str) -> Option<&'static str>),
}

const fn column(
    field: &'static str,
    required: bool,
    names: &'static [&'static str],
    form: Form,
    about: &'static str,
) -> Column {
    Column { field, required, names, form, about }
}

/// The one of `all` that `text` names, by its text in the API or its label in either language, whatever the case.
pub fn chosen<T: Copy>(all: &[T], as_str: fn(T) -> &'static str, label: fn(T) -> Label, text: &str) -> Option<T> {
    let folded = text.trim().to_lowercase();
    let is = |name: &str| name.to_lowercase() == folded;
    all.iter().copied().find(|value| is(as_str(*value)) || is(label(*value).sv) || is(label(*value).en))
}

macro_rules! choice {
    ($kind:ty) => {
        Form::Choice(|text| chosen(<$kind>::ALL, <$kind>::as_str, <$kind>::label, text).map(<$kind>::as_str))
    };
}

const ORGANISATION: Column = column(
    "organisationId",
    false,
    &["organisation", "organisationsnummer", "orgnr", "organisationsid", "organisation number"],
    Form::Organisation,
    "organisation number, or org_… id",
);

const ORGANISATIONS: &[Column] = &[
    column(
        "number",
        false,
        &["organisationsnummer", "orgnr", "organisation number"],
        Form::Organisation,
        "organisation number",
    ),
    column("name", true, &["namn", "organisation", "organisationsnamn"], Form::Text, "name, 1–200 characters"),
    column(
        "namedFrom",
        false,
        &["namn från", "named from"],
        Form::Day,
        "the day the name began, YYYY-MM-DD; blank: today",
    ),
    column(
        "kind",
        true,
        &["slag", "typ", "type"],
        choice!(OrganisationKind),
        "COMPANY or Företag, MUNICIPALITY or Kommun, …",
    ),
    column("industry", false, &["sni", "sni-kod", "bransch"], Form::Code(Scheme::Sni2007), "SNI 2007"),
    column(
        "municipality",
        false,
        &["kommun", "kommunkod", "säte", "seat"],
        Form::Code(Scheme::Municipality),
        "municipality code, four digits",
    ),
];

const NEEDS: &[Column] = &[
    column("industryCouncilId", false, &["branschråd", "industry council"], Form::Text, "branch_… id"),
    column(
        "councilId",
        false,
        &["råd", "kompetensråd", "council"],
        Form::Text,
        "council_… id, when no industry council is named",
    ),
    ORGANISATION,
    column("title", true, &["rubrik", "titel"], Form::Text, "title, 1–200 characters"),
    column("description", false, &["beskrivning"], Form::Lines, "at most 4,000 characters"),
    column("basis", true, &["avser", "gäller"], choice!(NeedBasis), "NEW_RECRUITS or Nyrekrytering, …"),
    column("cause", true, &["orsak"], choice!(NeedCause), "TECHNOLOGY_SHIFT or Teknikskifte, …"),
    column("horizon", true, &["tidshorisont", "horisont"], choice!(NeedHorizon), "SHORT, MEDIUM, LONG"),
    column("targetGroup", true, &["målgrupp", "target group"], choice!(TargetGroup), "EMPLOYEES or Anställda, …"),
    column("skill", false, &["kompetens"], Form::Code(Scheme::Skill), "JobTech concept id"),
    column("ssyk", false, &["yrkesgrupp", "ssyk-kod"], Form::Code(Scheme::Ssyk2012), "SSYK 2012"),
    column("occupation", false, &["yrke", "yrkesbenämning"], Form::Code(Scheme::OccupationName), "JobTech concept id"),
    column("sni", false, &["bransch", "sni-kod", "industry"], Form::Code(Scheme::Sni2007), "SNI 2007"),
    column(
        "municipality",
        false,
        &["kommun", "kommunkod"],
        Form::Code(Scheme::Municipality),
        "municipality code, four digits",
    ),
    column("region", false, &["regionkod"], Form::Code(Scheme::Region), "region code"),
    column("peopleNeeded", true, &["antal som behövs", "antal", "people needed"], Form::Count, "at least 1"),
    column("peopleNow", false, &["antal i dag", "people now"], Form::Count, "at least 0"),
    column("neededBy", false, &["behövs senast", "needed by"], Form::Day, "YYYY-MM-DD"),
];

const ENROLMENTS: &[Column] = &[
    column("occasionId", true, &["tillfälle", "utbildningstillfälle", "occasion"], Form::Text, "occasion_… id"),
    column(
        "personalNumber",
        false,
        &["personnummer", "pnr", "personal number", "personal identity number"],
        Form::Person,
        "of someone whose participation you reach; never repeated in the report",
    ),
    column("participationId", false, &["deltagande", "participation"], Form::Text, "participation_… id"),
    column("participantId", false, &["person", "deltagare", "participant"], Form::Text, "person_… id"),
    ORGANISATION,
    column("source", false, &["anmälningssätt", "sätt"], choice!(EnrolmentSource), "NOMINATION (blank) or APPLICATION"),
];

impl Kind {
    /// The columns its files may have.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Organisations => ORGANISATIONS,
            Self::Needs => NEEDS,
            Self::Enrolments => ENROLMENTS,
        }
    }

    /// The act that each row is.
    pub fn action(self) -> Action {
        match self {
            Self::Organisations => Action::RegisterOrganisation,
            Self::Needs => Action::ReportNeed,
            Self::Enrolments => Action::ApplyForPlace,
        }
    }

    /// Its name, in the table of keys too.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Organisations => "organisations",
            Self::Needs => "needs",
            Self::Enrolments => "enrolments",
        }
    }

    /// The public form of a stored id of what a row became.
    ///
    /// # Errors
    /// `Broken` for a malformed one.
    pub fn public(self, stored: &str) -> Result<String> {
        fn of<K: Named>(stored: &str) -> Result<String> {
            Ok(Id::<K>::from_stored(stored)?.public())
        }
        match self {
            Self::Organisations => of::<Organisation>(stored),
            Self::Needs => of::<Need>(stored),
            Self::Enrolments => of::<Enrolment>(stored),
        }
    }
}

/// The columns of every kind, for `--help`.
pub fn columns_help() -> String {
    let mut help = String::from(
        "The first row is a header; the order of the columns is free, and case, blanks and punctuation in the names are \
         overlooked. Columns marked * are needed. Coded values are written as in the API or by their Swedish or English \
         label.\n",
    );
    for kind in Kind::value_variants() {
        help.push_str(&format!("\n{}:\n", kind.as_str()));
        for column in kind.columns() {
            let mark = if column.required { "*" } else { "" };
            help.push_str(&format!("  {}{mark} ({}): {}\n", column.field, column.names.join(", "), column.about));
        }
    }
    help
}
