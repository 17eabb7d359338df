//! What a definition must be for its question to stand. Everything wrong is found, not the first thing only.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use kernel::Rule;

use super::{Chart, ChartKind, Column, ColumnType, Definition, Parameter, ParameterKind, Target, Text};
use crate::{
    dcat::CATALOGUE,
    document::{Fault, Variable},
    error::{self, DefinitionError},
    parameters::{self, RESERVED_ADDRESSES},
    path::is_name,
};

/// Variables that the runner sets: the page's size and cursor, the language, and since when (incremental refresh).
pub(crate) const RUNNERS_VARIABLES: [&str; 4] = ["first", "after", "lang", "updatedSince"];

const MOST_COLUMNS: usize = 200;
const MOST_PARAMETERS: usize = 30;
/// The EU's data-theme list, as DCAT-AP-SE uses it.
const DATA_THEMES: [&str; 13] =
    ["AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "INTR", "JUST", "OP_DATPRO", "REGI", "SOCI", "TECH"];

type Errors = Vec<DefinitionError>;

pub(super) fn all(slug: &str, variables: Result<&[Variable], &Fault>, definition: &Definition) -> Errors {
    let mut errors = Vec::new();
    if !is_slug(slug) {
        errors.push(DefinitionError::new("slug", error::SLUG_IS_WRONG, slug));
    }
    if slug == CATALOGUE {
        errors.push(DefinitionError::new("slug", error::SLUG_IS_TAKEN, slug));
    }
    if definition.version == 0 {
        errors.push(DefinitionError::new("version", error::VERSION_IS_WRONG, 0));
    }
    text("title", &definition.title, 200, &mut errors);
    text("ingress", &definition.ingress, 2000, &mut errors);
    if let Some(audience) = &definition.audience {
        text("audience", audience, 200, &mut errors);
    }
    match variables {
        Err(fault) => errors.push(DefinitionError::new("document", rule_of(*fault), "")),
        Ok(variables) => agreement(definition, variables, &mut errors),
    }
    parameters(&definition.parameters, &mut errors);
    if definition.rows.is_none() {
        errors.push(DefinitionError::new("rows", error::ROWS_ARE_MISSING, ""));
    }
    columns(&definition.columns, &mut errors);
    if let Some(chart) = &definition.chart {
        charted(chart, &definition.columns, &mut errors);
    }
    metadata(definition, &mut errors);
    errors
}

fn rule_of(fault: Fault) -> Rule {
    match fault {
        Fault::NotOneOperation => error::DOCUMENT_IS_NOT_ONE_OPERATION,
        Fault::NotAQuery => error::DOCUMENT_IS_NOT_A_QUERY,
        Fault::Unbalanced => error::DOCUMENT_IS_UNBALANCED,
    }
}

/// Lower-case letters, digits and single hyphens, at most 80.
/// Whether a question can stand at this address: 1–80 characters a–z, 0–9 and single hyphens between them.
pub fn is_slug(text: &str) -> bool {
    text.len() <= 80
        && text
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

fn text(at: &str, text: &Text, most: usize, errors: &mut Errors) {
    if text.is_blank() {
        errors.push(DefinitionError::new(at, error::TEXT_IS_MISSING, ""));
    }
    if text.sv.chars().count().max(text.en.chars().count()) > most {
        errors.push(DefinitionError::new(at, error::TEXT_IS_LONGER_THAN_ALLOWED, most));
    }
}

/// The document's variables are the parameters' and the runner's, no more and no fewer.
fn agreement(definition: &Definition, variables: &[Variable], errors: &mut Errors) {
    let declared = |name: &str| variables.iter().find(|variable| variable.name == name);
    for (index, parameter) in definition.parameters.iter().enumerate() {
        for name in parameter.variables() {
            let Some(variable) = declared(&name) else {
                errors.push(DefinitionError::new(
                    at("parameter", index, "name"),
                    error::PARAMETER_HAS_NO_VARIABLE,
                    name,
                ));
                continue;
            };
            // One value fills a variable of a list by itself.
            if parameter.list && !variable.is_list() {
                let found = format!("${name}: {}", variable.type_text);
                errors.push(DefinitionError::new(
                    at("parameter", index, "list"),
                    error::PARAMETER_LIST_IS_NOT_THE_VARIABLES,
                    found,
                ));
            }
            if variable.is_required() && !parameter.required {
                let found = format!("${name}: {}", variable.type_text);
                errors.push(DefinitionError::new(
                    at("parameter", index, "required"),
                    error::PARAMETER_MUST_BE_REQUIRED,
                    found,
                ));
            }
        }
    }
    let explained: BTreeSet<String> = definition.parameters.iter().flat_map(Parameter::variables).collect();
    for variable in variables {
        if !explained.contains(&variable.name) && !RUNNERS_VARIABLES.contains(&variable.name.as_str()) {
            errors.push(DefinitionError::new(
                "document",
                error::VARIABLE_HAS_NO_PARAMETER,
                format!("${}", variable.name),
            ));
        }
    }
    let (first, after) = (declared("first").is_some(), declared("after").is_some());
    if first != after {
        errors.push(DefinitionError::new("document", error::PAGING_NEEDS_FIRST_AND_AFTER, ""));
    }
    if first && after && definition.rows.as_ref().is_some_and(|rows| rows.connection().is_none()) {
        errors.push(DefinitionError::new("rows", error::PAGED_ROWS_ARE_NO_CONNECTION, ""));
    }
}

fn at(list: &str, index: usize, field: &str) -> String {
    format!("{list}[{index}].{field}")
}

fn parameters(parameters: &[Parameter], errors: &mut Errors) {
    if parameters.len() > MOST_PARAMETERS {
        errors.push(DefinitionError::new("parameter", error::TOO_MANY_OF_THEM, MOST_PARAMETERS));
    }
    let (mut names, mut addresses) = (BTreeSet::new(), BTreeSet::new());
    for (index, parameter) in parameters.iter().enumerate() {
        let mut refuse = |field: &str, rule: Rule, detail: &str| {
            errors.push(DefinitionError::new(at("parameter", index, field), rule, detail));
        };
        let address = parameter.address();
        if !is_name(&parameter.name) || RUNNERS_VARIABLES.contains(&parameter.name.as_str()) {
            refuse("name", error::PARAMETER_NAME_IS_WRONG, &parameter.name);
        }
        if !parameter.variables().into_iter().all(|name| names.insert(name)) {
            refuse("name", error::PARAMETER_NAME_IS_TAKEN, &parameter.name);
        }
        if !address.starts_with(|c: char| c.is_ascii_alphabetic())
            || !address.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        {
            refuse("address", error::ADDRESS_IS_WRONG, address);
        }
        if RESERVED_ADDRESSES.contains(&address) {
            refuse("address", error::ADDRESS_IS_RESERVED, address);
        }
        if !addresses.insert(address) {
            refuse("address", error::PARAMETER_NAME_IS_TAKEN, address);
        }
        if parameter.label.is_blank() || parameter.help.as_ref().is_some_and(Text::is_blank) {
            refuse("label", error::TEXT_IS_MISSING, "");
        }
        if let Some(other) = &parameter.needs {
            let is_there = parameters.iter().any(|each| each.name == *other) && *other != parameter.name;
            if !is_there || parameter.required || !parameter.default.is_empty() {
                refuse("needs", error::NEEDED_PARAMETER_IS_WRONG, other);
            }
        }
        settings(parameter, &mut refuse);
    }
}

/// Each kind has the settings it needs and no other's.
fn settings(parameter: &Parameter, refuse: &mut impl FnMut(&str, Rule, &str)) {
    use ParameterKind as Kind;
    let kind = parameter.kind;
    let codes: BTreeSet<&str> = parameter.values.iter().map(|value| value.code.as_str()).collect();
    match (kind == Kind::Enum, parameter.values.is_empty()) {
        (true, true) => refuse("values", error::ENUM_NEEDS_VALUES, ""),
        (false, false) => refuse("values", error::SETTING_IS_FOR_ANOTHER_KIND, kind.as_str()),
        _ if codes.len() != parameter.values.len() => refuse("values", error::PARAMETER_NAME_IS_TAKEN, ""),
        _ => {}
    }
    match (kind == Kind::Code, parameter.scheme.is_some()) {
        (true, false) => refuse("scheme", error::CODE_NEEDS_SCHEME, ""),
        (false, true) => refuse("scheme", error::SETTING_IS_FOR_ANOTHER_KIND, kind.as_str()),
        _ => {}
    }
    match (kind == Kind::Id, parameter.of.is_some()) {
        (true, false) => refuse("of", error::ID_NEEDS_OF, ""),
        (false, true) => refuse("of", error::SETTING_IS_FOR_ANOTHER_KIND, kind.as_str()),
        _ => {}
    }
    if kind == Kind::Period && parameter.list {
        refuse("list", error::PERIOD_IS_NO_LIST, "");
    }
    if parameter.whole.is_some() && kind != Kind::Period {
        refuse("whole", error::SETTING_IS_FOR_ANOTHER_KIND, kind.as_str());
    }
    for (field, bound) in [("min", &parameter.min), ("max", &parameter.max)] {
        let Some(bound) = bound else { continue };
        match kind {
            Kind::Integer | Kind::Decimal | Kind::Date => {
                if parameters::bound(kind, bound).is_none() {
                    refuse(field, error::BOUND_IS_WRONG, bound);
                }
            }
            _ => refuse(field, error::SETTING_IS_FOR_ANOTHER_KIND, kind.as_str()),
        }
    }
    // Any day will do: what a default means may move with the day, whether it can be read does not.
    if let Err(wrong) = parameters::default_of(parameter, NaiveDate::default()) {
        let message = parameters::refusal(parameter, wrong).message(kernel::Lang::En);
        refuse("default", error::DEFAULT_IS_WRONG, &message);
    }
}

fn columns(columns: &[Column], errors: &mut Errors) {
    if columns.is_empty() {
        errors.push(DefinitionError::new("column", error::COLUMNS_ARE_MISSING, ""));
    }
    if columns.len() > MOST_COLUMNS {
        errors.push(DefinitionError::new("column", error::TOO_MANY_OF_THEM, MOST_COLUMNS));
    }
    let (mut names, mut labels) = (BTreeSet::new(), BTreeSet::new());
    for (index, column) in columns.iter().enumerate() {
        let mut refuse = |field: &str, rule: Rule, detail: &str| {
            errors.push(DefinitionError::new(at("column", index, field), rule, detail));
        };
        if !is_column_name(&column.name) {
            refuse("name", error::COLUMN_NAME_IS_WRONG, &column.name);
        }
        if !names.insert(column.name.clone()) || column.status_name().is_some_and(|name| !names.insert(name)) {
            refuse("name", error::COLUMN_NAME_IS_TAKEN, &column.name);
        }
        if column.label.is_blank() || column.description.as_ref().is_some_and(Text::is_blank) {
            refuse("label", error::TEXT_IS_MISSING, "");
        }
        let fresh = [("sv", &column.label.sv), ("en", &column.label.en)];
        if !fresh.into_iter().all(|(lang, label)| labels.insert((lang, label.to_lowercase()))) {
            refuse("label", error::COLUMN_LABEL_IS_TAKEN, &column.label.sv);
        }
        let counts = matches!(column.kind, ColumnType::Decimal | ColumnType::Percent);
        if column.decimals.is_some_and(|decimals| decimals > 9 || !counts) {
            refuse("decimals", error::COLUMN_DECIMALS_ARE_WRONG, "");
        }
        if let Some(shown) = column.shown.filter(|_| column.kind != ColumnType::Integer) {
            refuse("shown", error::SHOWN_COLUMN_IS_INTEGER, shown.as_str());
        }
        if let Some(per) = column.per.as_ref().filter(|per| !counts || per.gathers()) {
            refuse("per", error::DIVIDED_COLUMN_IS_DECIMAL, &per.to_string());
        }
        if column.path.gathers() && !matches!(column.kind, ColumnType::Text | ColumnType::Code) {
            refuse("type", error::GATHERED_COLUMN_IS_TEXT, column.kind.as_str());
        }
    }
}

fn is_column_name(text: &str) -> bool {
    text.len() <= 60
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

fn charted(chart: &Chart, columns: &[Column], errors: &mut Errors) {
    let mut refuse = |field: &str, rule: Rule, detail: &str| {
        errors.push(DefinitionError::new(format!("chart.{field}"), rule, detail));
    };
    let target = match &chart.target {
        Some(Target::Column(name)) => Some(name),
        _ => None,
    };
    let named =
        [("x", chart.x.as_ref(), false), ("y", chart.y.as_ref(), true), ("series", chart.series.as_ref(), false)];
    for (field, name, number) in named.into_iter().chain([("target", target, true)]) {
        let Some(name) = name else { continue };
        match columns.iter().find(|column| &column.name == name) {
            None => refuse(field, error::CHART_COLUMN_IS_UNKNOWN, name),
            Some(column) if number && !column.is_numeric() => refuse(field, error::CHART_COLUMN_IS_NO_NUMBER, name),
            Some(_) => {}
        }
    }
    // Rows are counted where they are added up and nothing says of what.
    let measures = chart.y.is_some() || chart.sum;
    if chart.kind != ChartKind::None && (chart.x.is_none() || !measures) {
        refuse("kind", error::CHART_NEEDS_X_AND_Y, "");
    }
    if chart.kind == ChartKind::Stacked && chart.series.is_none() {
        refuse("series", error::CHART_NEEDS_SERIES, "");
    }
    let measured = chart.y.as_ref().and_then(|y| columns.iter().find(|column| &column.name == y));
    if let Some(y) = measured.filter(|y| y.is_numeric() && !y.adds_up()) {
        for (field, adds) in [("sum", chart.sum), ("kind", chart.kind == ChartKind::Stacked)] {
            if adds {
                refuse(field, error::CHART_NUMBERS_DO_NOT_ADD_UP, &y.name);
            }
        }
    }
}

fn metadata(definition: &Definition, errors: &mut Errors) {
    match (&definition.dcat, definition.open) {
        (None, true) => errors.push(DefinitionError::new("dcat", error::OPEN_QUESTION_NEEDS_DCAT, "")),
        (Some(_), false) => errors.push(DefinitionError::new("dcat", error::DCAT_IS_FOR_OPEN_QUESTIONS, "")),
        (Some(dcat), true) => {
            for theme in dcat.themes.iter().filter(|theme| !DATA_THEMES.contains(&theme.as_str())) {
                errors.push(DefinitionError::new("dcat.themes", error::DCAT_THEME_IS_UNKNOWN, theme));
            }
            if dcat.themes.is_empty() {
                errors.push(DefinitionError::new("dcat.themes", error::DCAT_THEME_IS_UNKNOWN, DATA_THEMES.join(", ")));
            }
        }
        (None, false) => {}
    }
}
