//! What can be imported, and which columns each has.

use access::Action;
use clap::ValueEnum;
use kernel::{
    Id, Kind as Named, Result,
    id::kind::{Enrolment, Need, Organisation},
};

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
    /// What its cells hold.
    pub about: &'static str,
}

const fn column(field: &'static str, required: bool, names: &'static [&'static str], about: &'static str) -> Column {
    Column { field, required, names, about }
}

const ORGANISATION: Column = column(
    "organisationId",
    false,
    &["organisation", "organisationsnummer", "orgnr", "organisationsid", "organisation number"],
    "organisation number, or org_… id",
);

const ORGANISATIONS: &[Column] = &[
    column("number", false, &["organisationsnummer", "orgnr", "organisation number"], "organisation number"),
    column("name", true, &["namn", "organisation", "organisationsnamn"], "name, 1–200 characters"),
    column("namedFrom", false, &["namn från", "named from"], "the day the name began, YYYY-MM-DD; blank: today"),
    column("kind", true, &["slag", "typ", "type"], "COMPANY or Företag, MUNICIPALITY or Kommun, …"),
    column("sni", false, &["sni-kod", "bransch", "industry"], "SNI 2007"),
    column("municipality", false, &["kommun", "kommunkod", "säte", "seat"], "municipality code, four digits"),
];

const NEEDS: &[Column] = &[
    column("industryCouncilId", false, &["branschråd", "industry council"], "branch_… id"),
    column("councilId", false, &["råd", "kompetensråd", "council"], "council_… id, when no industry council is named"),
    ORGANISATION,
    column("title", true, &["rubrik", "titel"], "title, 1–200 characters"),
    column("description", false, &["beskrivning"], "at most 4,000 characters"),
    column("basis", true, &["avser", "gäller"], "NEW_RECRUITS or Nyrekrytering, …"),
    column("cause", true, &["orsak"], "TECHNOLOGY_SHIFT or Teknikskifte, …"),
    column("horizon", true, &["tidshorisont", "horisont"], "SHORT, MEDIUM, LONG"),
    column("targetGroup", true, &["målgrupp", "target group"], "EMPLOYEES or Anställda, …"),
    column("skill", false, &["kompetens"], "JobTech concept id"),
    column("ssyk", false, &["yrkesgrupp", "ssyk-kod"], "SSYK 2012"),
    column("occupation", false, &["yrke", "yrkesbenämning"], "JobTech concept id"),
    column("sni", false, &["bransch", "sni-kod", "industry"], "SNI 2007"),
    column("municipality", false, &["kommun", "kommunkod"], "municipality code, four digits"),
    column("region", false, &["regionkod"], "region code"),
    column("peopleNeeded", true, &["antal som behövs", "antal", "people needed"], "at least 1"),
    column("peopleNow", false, &["antal i dag", "people now"], "at least 0"),
    column("neededBy", false, &["behövs senast", "needed by"], "YYYY-MM-DD"),
];

const ENROLMENTS: &[Column] = &[
    column("occasionId", true, &["tillfälle", "utbildningstillfälle", "occasion"], "occasion_… id"),
    column(
        "personalNumber",
        false,
        &["personnummer", "pnr", "personal number", "personal identity number"],
        "of someone whose participation you reach; never repeated in the report",
    ),
    column("participationId", false, &["deltagande", "participation"], "participation_… id"),
    column("participantId", false, &["person", "deltagare", "participant"], "person_… id"),
    ORGANISATION,
    column("source", false, &["anmälningssätt", "sätt"], "NOMINATION (blank) or APPLICATION"),
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
