//! What a file says about itself.

use chrono::{DateTime, Utc};
use kernel::Lang;

use crate::{definition::Question, parameters::Arguments};

/// Om svaret: on the sheet "Om" of a workbook, in a Parquet file's metadata, at the head of a JSON answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Address of the question.
    pub slug: String,
    /// Version of the question.
    pub version: u32,
    /// Title.
    pub title: String,
    /// Ingress.
    pub ingress: String,
    /// Label and value of each parameter asked for.
    pub parameters: Vec<(String, String)>,
    /// Language of titles, labels and yes and no.
    pub lang: Lang,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// Whose reach the rows are within, in words.
    pub scope: String,
    /// How small numbers are protected, in words; empty where nothing is.
    pub protection: String,
    /// The whole address, without token.
    pub address: String,
    /// The licence, of open questions.
    pub licence: Option<String>,
}

impl About {
    /// About this question, asked so. `scope`, `protection` and `address` are the caller's to fill in.
    pub fn new(question: &Question, arguments: &Arguments, lang: Lang, asked_at: DateTime<Utc>) -> Self {
        let definition = question.definition();
        Self {
            slug: question.slug().to_owned(),
            version: definition.version,
            title: definition.title.get(lang).to_owned(),
            ingress: definition.ingress.get(lang).to_owned(),
            parameters: arguments.shown(lang),
            lang,
            asked_at,
            scope: String::new(),
            protection: String::new(),
            address: String::new(),
            licence: definition.dcat.as_ref().map(|dcat| dcat.licence.label().get(lang).to_owned()),
        }
    }

    /// What it says, as names and values: English names for machines.
    pub(super) fn entries(&self) -> Vec<(&'static str, String)> {
        let mut entries = vec![
            ("question", self.slug.clone()),
            ("version", self.version.to_string()),
            ("title", self.title.clone()),
            ("ingress", self.ingress.clone()),
            ("asked_at", self.asked_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)),
            ("scope", self.scope.clone()),
            ("protection", self.protection.clone()),
            ("address", self.address.clone()),
        ];
        entries.extend(self.licence.clone().map(|licence| ("licence", licence)));
        entries
    }
}
