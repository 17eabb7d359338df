//! From a query string to GraphQL variables: typed, bounded, with defaults, and with words for what is wrong.

mod period;
mod value;

use std::borrow::Cow;

use chrono::NaiveDate;
use kernel::{Lang, text::normal};
use serde_json::{Map, Value};

pub(crate) use value::{Wrong, bound};

use crate::{
    definition::{CodeLists, Parameter, ParameterKind, Question, Text},
    error::{self, ParameterError},
};

/// Names in the query string that are the service's; no parameter may have them.
pub const RESERVED_ADDRESSES: [&str; 8] =
    ["format", "sprak", "lang", "updatedSince", "cursor", "visa", "sida", "token"];

/// At most so many values of one parameter; the same as the filters' own limit.
pub const MOST_VALUES: usize = 250;

/// Svar på formuläret: what was asked for, read and completed by defaults.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arguments {
    given: Vec<Given>,
    /// Name and text as asked, in the definition's order.
    asked: Vec<(String, String)>,
}

/// One parameter with a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Given {
    address: String,
    label: Text,
    /// As they would be written in the query string.
    written: Vec<String>,
    /// In words, where the definition has words for the value.
    shown: Vec<Text>,
    variables: Vec<(String, Value)>,
}

impl Arguments {
    /// GraphQL variables. What was not asked for is absent, not null: a filter that it stands in does not filter.
    pub fn variables(&self) -> Map<String, Value> {
        self.given.iter().flat_map(|given| given.variables.iter().cloned()).collect()
    }

    /// The same text for the same question, however it was written: order, blanks, defaults spelled out, decimal commas and
    /// relative days make no difference. For the ETag.
    pub fn canonical(&self) -> String {
        Value::Object(self.variables()).to_string()
    }

    /// The query string that asks this again, without `?`, escaped, in the definition's order: what was asked for, not the
    /// defaults, and relative days as they were written. So a kept address goes on meaning the last twelve months.
    pub fn query_string(&self) -> String {
        let pairs = self.asked.iter().map(|(name, text)| format!("{}={}", escape(name), escape(text)));
        pairs.collect::<Vec<_>>().join("&")
    }

    /// Name and text of what was asked for, as [`Arguments::query_string`], unescaped.
    pub fn asked(&self) -> &[(String, String)] {
        &self.asked
    }

    /// The values of one parameter, as the query string writes them: what a form shows.
    pub fn written(&self, address: &str) -> &[String] {
        self.given.iter().find(|given| given.address == address).map_or(&[], |given| &given.written)
    }

    /// Label and value in words, in the definition's order.
    pub fn shown(&self, lang: Lang) -> Vec<(String, String)> {
        let words = |given: &Given| given.shown.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join(", ");
        self.given.iter().map(|given| (given.label.get(lang).to_owned(), words(given))).collect()
    }
}

impl Question {
    /// Reads the parameters of a query string, already split and unescaped. Names that are the service's own are passed over.
    /// A parameter that is absent takes its default; one that is there without a value (a form's blank field) is not asked
    /// for. `today` is what relative days count from.
    ///
    /// # Errors
    /// Everything wrong with it, each with the words that say what to write.
    pub fn read_parameters<'a>(
        &self,
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        today: NaiveDate,
    ) -> Result<Arguments, Vec<ParameterError>> {
        let pairs: Vec<(&str, &str)> =
            pairs.into_iter().filter(|(name, _)| !RESERVED_ADDRESSES.contains(name)).collect();
        let parameters = &self.definition().parameters;
        let mut errors = Vec::new();
        for (name, _) in &pairs {
            let known = self.parameter_at(name).is_some();
            if !known && !errors.iter().any(|error: &ParameterError| error.address == *name) {
                errors.push(unknown(name, parameters));
            }
        }
        let (mut given, mut asked) = (Vec::new(), Vec::new());
        for parameter in parameters {
            let texts = pairs.iter().filter(|(name, _)| *name == parameter.address()).map(|(_, text)| normal(text));
            let texts: Vec<Cow<'_, str>> = texts.collect();
            let texts: Vec<&str> = texts.iter().map(|text| text.trim()).collect();
            asked.extend(in_address(parameter, &texts));
            let listed = |read: Option<Given>| read.map(|read| self.listed(parameter, read)).transpose();
            match one(parameter, &texts, today).and_then(listed) {
                Ok(Some(one)) => given.push(one),
                Ok(None) => {}
                Err(wrong) => errors.push(refusal(parameter, wrong)),
            }
        }
        let alone: Vec<_> =
            parameters.iter().filter_map(|parameter| alone(parameter, parameters, &given, &errors)).collect();
        errors.extend(alone);
        if errors.is_empty() { Ok(Arguments { given, asked }) } else { Err(errors) }
    }

    /// With its codes as the code list has them.
    fn listed(&self, parameter: &Parameter, read: Given) -> Result<Given, Wrong> {
        let (Some(CodeLists(stored)), Some(scheme)) = (self.codes(), parameter.scheme.as_deref()) else {
            return Ok(read);
        };
        let (mut codes, mut others) = (Vec::new(), Vec::new());
        for text in &read.written {
            match stored(scheme, text) {
                // Two texts may be one code.
                Some(code) if codes.contains(&code) => {}
                Some(code) => codes.push(code),
                None => others.push(text.as_str()),
            }
        }
        if !others.is_empty() {
            return Err((error::CODE_IS_NOT_LISTED, value::unlisted(scheme, &others)));
        }
        let shown = codes.iter().map(|code| Text::new(code.as_str(), code.as_str())).collect();
        let mut json: Vec<Value> = codes.iter().map(|code| Value::from(code.as_str())).collect();
        let variable = if parameter.list { Value::Array(json) } else { json.swap_remove(0) };
        Ok(given(parameter, codes, shown, vec![(parameter.name.clone(), variable)]))
    }
}

/// The refusal of a parameter that is given without the one that it needs; not where what is wrong with that one is told already.
fn alone(
    parameter: &Parameter,
    parameters: &[Parameter],
    given: &[Given],
    errors: &[ParameterError],
) -> Option<ParameterError> {
    let needed = parameter.needs.as_deref()?;
    let needed = parameters.iter().find(|other| other.name == needed)?;
    let is_given = |of: &Parameter| given.iter().any(|one| one.address == of.address());
    let is_told = errors.iter().any(|error| error.address == needed.address());
    if !is_given(parameter) || is_given(needed) || is_told {
        return None;
    }
    let of = |lang| format!("{} ({})", needed.label.get(lang), needed.address());
    Some(refusal(parameter, (error::PARAMETER_NEEDS_ANOTHER, Text::new(of(Lang::Sv), of(Lang::En)))))
}

/// What the address has to say of a parameter: its values, or a blank where a default is waived.
fn in_address(parameter: &Parameter, texts: &[&str]) -> Vec<(String, String)> {
    let pair = |text: &str| (parameter.address().to_owned(), text.to_owned());
    let filled: Vec<_> = texts.iter().filter(|text| !text.is_empty()).map(|text| pair(text)).collect();
    let waives = filled.is_empty() && !texts.is_empty() && !parameter.default.is_empty();
    if waives { vec![pair("")] } else { filled }
}

fn unknown(name: &str, parameters: &[Parameter]) -> ParameterError {
    let known = parameters.iter().map(Parameter::address).collect::<Vec<_>>().join(", ");
    let hint = if known.is_empty() { Text::new("inga", "none") } else { Text::new(known.clone(), known) };
    let name = name.chars().take(60).collect::<String>();
    let label = Text::new(name.clone(), name.clone());
    ParameterError { address: name, label, rule: error::PARAMETER_IS_UNKNOWN, hint }
}

fn one(parameter: &Parameter, texts: &[&str], today: NaiveDate) -> Result<Option<Given>, Wrong> {
    let filled: Vec<&str> = texts.iter().copied().filter(|text| !text.is_empty()).collect();
    let given = if texts.is_empty() { default_of(parameter, today)? } else { read(parameter, &filled, today)? };
    if given.is_none() && parameter.required {
        return Err((error::PARAMETER_IS_REQUIRED, value::example(parameter)));
    }
    Ok(given)
}

/// The default, read as if it stood in the query string.
pub(crate) fn default_of(parameter: &Parameter, today: NaiveDate) -> Result<Option<Given>, Wrong> {
    read(parameter, &parameter.default.iter().map(String::as_str).collect::<Vec<_>>(), today)
}

fn read(parameter: &Parameter, texts: &[&str], today: NaiveDate) -> Result<Option<Given>, Wrong> {
    if texts.is_empty() {
        return Ok(None);
    }
    if !parameter.list && texts.len() > 1 {
        return Err((error::PARAMETER_HAS_ONE_VALUE, value::example(parameter)));
    }
    if texts.len() > MOST_VALUES {
        return Err((error::TOO_MANY_VALUES, Text::new(MOST_VALUES.to_string(), MOST_VALUES.to_string())));
    }
    if let (ParameterKind::Period, Some(names)) = (parameter.kind, parameter.period_names()) {
        let period = period::read(texts[0], today)?;
        let variables = vec![(names.from, date(period.from)), (names.to, date(period.to))];
        let shown = vec![period.shown()];
        return Ok(Some(given(parameter, vec![period.written()], shown, variables)));
    }
    let mut values = Vec::with_capacity(texts.len());
    for text in texts {
        let value = value::read(parameter, text, today)?;
        // The same value twice asks for no more than once.
        if !values.contains(&value) {
            values.push(value);
        }
    }
    let written = values.iter().map(|value| value.written.clone()).collect();
    let shown = values.iter().map(|value| value.shown.clone()).collect();
    let mut json: Vec<Value> = values.into_iter().map(|value| value.json).collect();
    let variable = if parameter.list { Value::Array(json) } else { json.swap_remove(0) };
    Ok(Some(given(parameter, written, shown, vec![(parameter.name.clone(), variable)])))
}

fn given(parameter: &Parameter, written: Vec<String>, shown: Vec<Text>, variables: Vec<(String, Value)>) -> Given {
    Given { address: parameter.address().to_owned(), label: parameter.label.clone(), written, shown, variables }
}

fn date(day: NaiveDate) -> Value {
    Value::String(day.format("%Y-%m-%d").to_string())
}

/// The words for what is wrong with this parameter.
pub(crate) fn refusal(parameter: &Parameter, (rule, hint): Wrong) -> ParameterError {
    ParameterError { address: parameter.address().to_owned(), label: parameter.label.clone(), rule, hint }
}

/// Escapes all but the unreserved characters of an address.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
