//! What can be imported, and which columns each has: the fields of its command's table, by whichever headers people use.

use std::iter;

use access::Action;
use clap::ValueEnum;
use councils::organisation::RegisterOrganisation;
use efforts::enrolment::{EnrolPerson, EnrolmentSource};
use graph::label;
use industry_councils::need::ReportNeed;
use kernel::{
    Command as _, Id, Kind as Named, Lang, Result, command,
    command::{Bound, Field, Kind as FieldKind, Table},
    error::bounded_line,
    id::kind::{Employee, Enrolment, Need, Organisation, SkillAssessment, SkillRequirement},
};
use taxonomy::Scheme;
use workplaces::{assessment::AssessSkill, employee::RegisterEmployee, requirement::RequireSkill};

use super::codes;

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Organisationer: each row is registered.
    Organisations,
    /// Behov: each row is reported.
    Needs,
    /// Anmälningar: each row is a nomination or an application.
    Enrolments,
    /// Krav: each row is the level of a skill that a role demands, by a competence analysis.
    Requirements,
    /// Anställda: each row is registered, by a staff number and without a name.
    Employees,
    /// Bedömningar: each row is an employee's level of a skill.
    Assessments,
}

/// What names a person by her number: of the texts of a row the only one that takes it.
const fn persons_number() -> Bound<String> {
    Bound { kind: FieldKind::Line { max: 20 }, check: |_, text| bounded_line(&text, 20) }
}

command! {
    /// What an enrolment's row may say besides its command's fields.
    pub secret struct EnrolmentRow as "EnrolmentRow" ("Rad med en anmälan.", "A row with an enrolment.") {
        personal_number: Option<String> as "personalNumber" [persons_number()]
            ("Personnummer: för någon vars deltagande du når; det upprepas aldrig i rapporten.",
             "Personal number: of someone whose participation you reach; never repeated in the report."),
        source: EnrolmentSource as "source" = "\"NOMINATION\""
            ("Anmälningssätt: nominering när inget anges.", "Source: nomination when blank."),
    }
}

/// The column that stands in place of a participation or a participant.
pub const PERSONAL_NUMBER: &str = "personalNumber";

/// Headers besides a field's name in the API and what it is called in Swedish and English.
type Headers = &'static [(&'static str, &'static [&'static str])];

const ORGANISATION: (&str, &[&str]) =
    ("organisationId", &["organisationsnummer", "orgnr", "organisationsid", "organisation number"]);

const OF_ORGANISATIONS: Headers = &[
    ("number", &["orgnr"]),
    ("name", &["organisation", "organisationsnamn"]),
    ("namedFrom", &["namn från"]),
    ("kind", &["slag", "typ", "type"]),
    ("industry", &["sni", "sni-kod"]),
    ("municipality", &["kommunkod", "säte", "seat"]),
];

const OF_NEEDS: Headers = &[
    ("councilId", &["kompetensråd"]),
    ORGANISATION,
    ("title", &["titel"]),
    ("basis", &["avser", "gäller"]),
    ("horizon", &["horisont"]),
    ("ssyk", &["ssyk-kod"]),
    ("occupation", &["yrke"]),
    ("sni", &["sni-kod"]),
    ("municipality", &["kommunkod"]),
    ("region", &["regionkod"]),
    ("peopleNeeded", &["antal", "antal som behövs"]),
    ("peopleNow", &["antal i dag"]),
];

const OF_ENROLMENTS: Headers = &[
    ("occasionId", &["utbildningstillfälle"]),
    (PERSONAL_NUMBER, &["pnr", "personal identity number"]),
    ("participantId", &["person"]),
    ORGANISATION,
    ("source", &["sätt"]),
];

const ANALYSIS: (&str, &[&str]) = ("analysisId", &["analys", "kompetensanalysens id"]);

const SKILL: (&str, &[&str]) = ("skill", &["färdighet", "kompetens-id"]);

const OF_REQUIREMENTS: Headers =
    &[ANALYSIS, ("ssyk", &["ssyk-kod"]), ("roleTitle", &["rollnamn", "titel"]), SKILL, ("level", &["kravnivå"])];

const OF_EMPLOYEES: Headers = &[
    ORGANISATION,
    ("workplaceId", &["arbetsplatsens id"]),
    ("reference", &["anst.nr"]),
    ("ssyk", &["ssyk-kod", "yrke"]),
    ("employedFrom", &["anställningsdatum"]),
    ("employedTo", &["slutdatum"]),
];

const OF_ASSESSMENTS: Headers = &[
    ANALYSIS,
    ("employeeId", &["den anställdas id", "anställningsnummer", "anst.nr", "staff number"]),
    SKILL,
    ("by", &["bedömd av"]),
    ("assessedOn", &["bedömningsdatum"]),
];

/// A column: a field of the command, and the headers it is known by. Case, blanks and punctuation are overlooked.
#[derive(Debug)]
pub struct Column {
    /// The field. Its name tells it among the columns, of whichever group it is.
    pub field: &'static Field,
    /// Where the field stands in the command's input, with a point after each group.
    pub path: String,
    /// Whether the file must have it.
    pub required: bool,
    /// Headers besides the field's name.
    pub names: Vec<String>,
    /// Whose number a cell may hold.
    pub number: Option<NumberOf>,
}

/// Whose number a cell may hold; where the field refers to something, in place of its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberOf {
    /// An organisation's.
    Organisation,
    /// A person's.
    Person,
    /// An employee's, by her employer.
    Employee,
}

impl Column {
    fn of(field: &'static Field, group: &str, required: bool, also: Headers) -> Self {
        let also = also.iter().filter(|(name, _)| *name == field.name).flat_map(|(_, names)| *names);
        let called = [Lang::Sv, Lang::En].map(|lang| label(field.about, lang).0.to_lowercase());
        let mut names = Vec::new();
        for name in also.map(|name| (*name).to_owned()).chain(called) {
            if !names.contains(&name) && fold(&name) != fold(field.name) {
                names.push(name);
            }
        }
        let number = match field.kind {
            FieldKind::Reference(Organisation::PREFIX) => Some(NumberOf::Organisation),
            FieldKind::Reference(Employee::PREFIX) => Some(NumberOf::Employee),
            FieldKind::Line { .. } if field.name == "number" => Some(NumberOf::Organisation),
            FieldKind::Line { .. } if field.name == "reference" => Some(NumberOf::Employee),
            _ => (field.name == PERSONAL_NUMBER).then_some(NumberOf::Person),
        };
        Self { field, path: format!("{group}{}", field.name), required, names, number }
    }

    /// Whether a column with this header is it.
    pub fn is_called(&self, header: &str) -> bool {
        let names = self.names.iter().map(String::as_str).chain([self.field.name]);
        names.map(fold).any(|name| name == fold(header))
    }

    /// The list of its codes.
    pub fn scheme(&self) -> Option<Scheme> {
        if let FieldKind::Code(scheme) = self.field.kind { Scheme::parse(scheme) } else { None }
    }

    fn help(&self) -> String {
        let help = label(self.field.about, Lang::En).1;
        let takes = match (self.number, self.field.kind) {
            (Some(NumberOf::Employee), FieldKind::Reference(prefix)) => {
                format!("Staff number at the employer that the analysis is of, or {prefix}_… id.")
            }
            (Some(_), FieldKind::Reference(prefix)) => format!("Organisation number, or {prefix}_… id."),
            (Some(NumberOf::Organisation | NumberOf::Person), _) => String::new(),
            (_, FieldKind::Reference(prefix)) => format!("{prefix}_… id."),
            (_, FieldKind::Date(_)) => "YYYY-MM-DD.".to_owned(),
            (_, FieldKind::Choice(enumeration)) => {
                let values = (enumeration.values)().into_iter();
                let said = values.map(|value| format!("{} or {}", value.code, value.words.sv));
                format!("{}.", said.collect::<Vec<_>>().join("; "))
            }
            (_, FieldKind::Code(_)) if self.scheme().is_some_and(codes::is_called_by_name) => {
                "Its code, or its name as the list has it.".to_owned()
            }
            (_, FieldKind::Code(_)) if help.is_none() => "Its code.".to_owned(),
            (_, kind) => kind.bounds(Lang::En).unwrap_or_default(),
        };
        let parts = help.into_iter().chain(iter::once(takes)).filter(|part| !part.is_empty());
        let (mark, about) = (if self.required { "*" } else { "" }, parts.collect::<Vec<_>>().join(" "));
        format!("  {}{mark} ({}): {about}\n", self.field.name, self.names.join(", "))
    }
}

/// A header without case, blanks and punctuation.
pub fn fold(header: &str) -> String {
    header.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The columns of a table's fields; of a group of fields, theirs.
pub(super) fn columns_of(table: &'static Table, group: &str, required: bool, also: Headers) -> Vec<Column> {
    let of = |field: &'static Field| match field.kind {
        FieldKind::Group(table) => {
            columns_of(table, &format!("{group}{}.", field.name), required && field.required, also)
        }
        _ => vec![Column::of(field, group, required && field.required && field.default.is_none(), also)],
    };
    // A cell holds one value: a list is left to those who write the row by a form or the API.
    table.fields.iter().filter(|field| !field.list).flat_map(of).collect()
}

impl Kind {
    /// The columns its files may have.
    pub fn columns(self) -> Vec<Column> {
        let (tables, also): (&[&'static Table], _) = match self {
            Self::Organisations => (&[RegisterOrganisation::TABLE], OF_ORGANISATIONS),
            Self::Needs => (&[ReportNeed::TABLE], OF_NEEDS),
            Self::Enrolments => (&[EnrolPerson::TABLE, EnrolmentRow::TABLE], OF_ENROLMENTS),
            Self::Requirements => (&[RequireSkill::TABLE], OF_REQUIREMENTS),
            Self::Employees => (&[RegisterEmployee::TABLE], OF_EMPLOYEES),
            Self::Assessments => (&[AssessSkill::TABLE], OF_ASSESSMENTS),
        };
        tables.iter().flat_map(|table| columns_of(table, "", true, also)).collect()
    }

    /// The act that each row is.
    pub fn action(self) -> Action {
        match self {
            Self::Organisations => Action::RegisterOrganisation,
            Self::Needs => Action::ReportNeed,
            Self::Enrolments => Action::ApplyForPlace,
            Self::Requirements | Self::Employees => Action::ManageAnalysis,
            Self::Assessments => Action::AssessSkill,
        }
    }

    /// Its name, in the table of keys too.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Organisations => "organisations",
            Self::Needs => "needs",
            Self::Enrolments => "enrolments",
            Self::Requirements => "requirements",
            Self::Employees => "employees",
            Self::Assessments => "assessments",
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
            Self::Requirements => of::<SkillRequirement>(stored),
            Self::Employees => of::<Employee>(stored),
            Self::Assessments => of::<SkillAssessment>(stored),
        }
    }
}

/// What is imported, for `--help`: every kind.
pub fn about() -> String {
    let kinds: Vec<&str> = Kind::value_variants().iter().map(|kind| kind.as_str()).collect();
    let (last, others) = kinds.split_last().map_or(("", &[][..]), |(last, others)| (*last, others));
    format!("Read {} or {last} from a CSV file (UTF-8; comma, semicolon or tab).", others.join(", "))
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
        help.extend(kind.columns().iter().map(Column::help));
    }
    help
}

#[cfg(test)]
mod tests {
    use gateway::schema::mutations;

    use super::*;

    /// Every path that holds one value.
    fn paths(table: &'static Table, group: &str) -> Vec<String> {
        let of = |field: &'static Field| match field.kind {
            FieldKind::Group(table) => paths(table, &format!("{group}{}.", field.name)),
            _ => vec![format!("{group}{}", field.name)],
        };
        table.fields.iter().flat_map(of).collect()
    }

    /// Fields that no cell can hold, for they are lists: what a need also comes of.
    const LISTS: [&str; 1] = ["furtherCauses"];

    /// A field that no cell can hold is named above with its reason.
    #[test]
    fn every_field_of_the_mutations_is_a_column() {
        let [organisations, needs, enrolments] =
            [Kind::Organisations, Kind::Needs, Kind::Enrolments].map(Kind::columns);
        let [requirements, employees, assessments] =
            [Kind::Requirements, Kind::Employees, Kind::Assessments].map(Kind::columns);
        // What a row says besides.
        let (of_command, own): (Vec<_>, Vec<_>) =
            enrolments.into_iter().partition(|column| ![PERSONAL_NUMBER, "source"].contains(&column.field.name));
        assert_eq!(own.len(), 2);
        for (mutation, columns) in [
            ("registerOrganisation", &organisations),
            ("reportNeed", &needs),
            ("nominateParticipant", &of_command),
            ("applyForPlace", &of_command),
            ("requireSkill", &requirements),
            ("registerEmployee", &employees),
            ("assessSkill", &assessments),
        ] {
            let row = mutations().rows().iter().find(|row| row.name == mutation).expect(mutation);
            let mut expected = paths(row.table, "");
            expected.retain(|path| !LISTS.contains(&path.as_str()));
            assert!(columns.iter().map(|column| &column.path).eq(&expected), "{mutation}");
            assert!(columns.iter().all(|column| !column.field.list), "{mutation}");
        }
    }

    #[test]
    fn help_names_every_kind() {
        let told = about();
        assert!(
            told.starts_with("Read organisations, needs, ") && told.contains(" or assessments from a CSV"),
            "{told}"
        );
        assert!(Kind::value_variants().iter().all(|kind| told.contains(kind.as_str())), "{told}");
    }

    #[test]
    fn every_header_is_of_a_column() {
        for (kind, headers) in [
            (Kind::Organisations, OF_ORGANISATIONS),
            (Kind::Needs, OF_NEEDS),
            (Kind::Enrolments, OF_ENROLMENTS),
            (Kind::Requirements, OF_REQUIREMENTS),
            (Kind::Employees, OF_EMPLOYEES),
            (Kind::Assessments, OF_ASSESSMENTS),
        ] {
            let columns = kind.columns();
            for (field, names) in headers {
                let column = columns.iter().find(|column| column.field.name == *field).expect(field);
                // What the field is called is a header without being said again.
                let said = Column::of(column.field, "", false, &[]);
                assert!(names.iter().all(|name| column.is_called(name) && !said.is_called(name)), "{field}");
            }
        }
    }
}
