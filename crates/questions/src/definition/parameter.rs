//! What may be asked for.

use serde::{Deserialize, Deserializer, Serialize};

use super::words::{IdOf, ParameterKind, Text, Whole};

/// Parameter: a field of the question's form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// The document's variable, without `$`. A period sets two, see [`Parameter::period_names`].
    pub name: String,
    /// What kind of value.
    pub kind: ParameterKind,
    /// Its name in the query string when it is not `name`, e.g. `kommun`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Whether several values may be given.
    #[serde(default, skip_serializing_if = "is_false")]
    pub list: bool,
    /// Whether the question cannot be asked without it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// Written as in the query string; a list for several.
    #[serde(default, deserialize_with = "one_or_many", skip_serializing_if = "Vec::is_empty")]
    pub default: Vec<String>,
    /// The field's label.
    pub label: Text,
    /// A line of help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Text>,
    /// Smallest number or first date.
    #[serde(default, deserialize_with = "one", skip_serializing_if = "Option::is_none")]
    pub min: Option<String>,
    /// Largest number or last date.
    #[serde(default, deserialize_with = "one", skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
    /// The choices of an enum.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<Value>,
    /// The code list of a code, e.g. `MUNICIPALITY`, `COUNTY`, `REGION`, `SSYK_2012`, `SNI_2007`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    /// What an id points at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<IdOf>,
    /// Of what a period is put together, where not any days will do: no other is offered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<Whole>,
    /// Name of another parameter without which it means nothing: what is given of it alone is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<String>,
}

/// Val: one choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Value {
    /// GraphQL's value.
    pub code: String,
    /// What it is called, where no enumeration says it.
    pub words: Option<Text>,
}

impl Value {
    /// What it is called; its code where nothing says it.
    pub fn label(&self) -> Text {
        self.words.clone().unwrap_or_else(|| Text::new(self.code.as_str(), self.code.as_str()))
    }
}

/// A choice as a definition writes it: by its code alone, or with its words.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Code(String),
    Said(Said),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    code: String,
    sv: String,
    en: String,
}

impl From<Written> for Value {
    fn from(written: Written) -> Self {
        match written {
            Written::Code(code) => Self { code, words: None },
            Written::Said(Said { code, sv, en }) => Self { code, words: Some(Text { sv, en }) },
        }
    }
}

impl From<Value> for Written {
    fn from(Value { code, words }: Value) -> Self {
        match words {
            None => Self::Code(code),
            Some(Text { sv, en }) => Self::Said(Said { code, sv, en }),
        }
    }
}

/// The two variables of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodNames {
    /// The first day's.
    pub from: String,
    /// The last day's.
    pub to: String,
}

impl Parameter {
    /// Its name in the query string.
    pub fn address(&self) -> &str {
        self.address.as_deref().unwrap_or(&self.name)
    }

    /// A period named `entered` sets `$enteredFrom` and `$enteredTo`; one named `period` sets `$from` and `$to`.
    pub fn period_names(&self) -> Option<PeriodNames> {
        (self.kind == ParameterKind::Period).then(|| match self.name.as_str() {
            "period" => PeriodNames { from: "from".to_owned(), to: "to".to_owned() },
            name => PeriodNames { from: format!("{name}From"), to: format!("{name}To") },
        })
    }

    /// The variables it sets.
    pub fn variables(&self) -> Vec<String> {
        self.period_names().map_or_else(|| vec![self.name.clone()], |names| vec![names.from, names.to])
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Scalar {
    Text(String),
    Boolean(bool),
    Integer(i64),
    Decimal(f64),
}

impl Scalar {
    fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Boolean(value) => value.to_string(),
            Self::Integer(value) => value.to_string(),
            Self::Decimal(value) => value.to_string(),
        }
    }
}

fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany {
        Many(Vec<Scalar>),
        One(Scalar),
    }
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::Many(many) => many.into_iter().map(Scalar::text).collect(),
        OneOrMany::One(one) => vec![one.text()],
    })
}

fn one<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<Scalar>::deserialize(deserializer)?.map(Scalar::text))
}

fn is_false(value: &bool) -> bool {
    !value
}
