//! The form made of a question's parameters, and what is wrong with what was filled in.

use std::collections::BTreeMap;

use maud::{Markup, html};
use questions::{
    Arguments, Parameter, ParameterError, ParameterKind, Question,
    error::{
        CODE_IS_NOT_LISTED, PARAMETER_IS_REQUIRED, PERIOD_ENDS_BEFORE_IT_BEGINS, VALUE_IS_NO_CODE, VALUE_IS_NO_ID,
        VALUE_IS_NO_PERIOD,
    },
};

use super::field;
use crate::{
    port::Choice,
    visit::{Visit, code},
};

/// Formulär: what the fields show.
#[derive(Default)]
pub(crate) struct Form {
    /// The texts of each field, by its name in the address.
    pub values: BTreeMap<String, Vec<String>>,
    /// What each field offers, by the same name; absent where the reader writes.
    pub choices: BTreeMap<String, Vec<Choice>>,
    /// Whether some field must be filled in; then those that need not say so.
    pub has_required: bool,
    /// What is wrong.
    pub errors: Vec<ParameterError>,
}

impl Form {
    /// Shows what was asked, completed by defaults.
    pub(crate) fn asked(&mut self, question: &Question, arguments: &Arguments) {
        for parameter in &question.definition().parameters {
            let address = parameter.address();
            let texts = match parameter.kind {
                // As it was asked: the last twelve months go on being those.
                ParameterKind::Period => {
                    let asked = arguments.asked().iter().find(|(name, _)| name == address);
                    asked.map_or_else(|| parameter.default.clone(), |(_, text)| vec![text.clone()])
                }
                _ => arguments.written(address).to_vec(),
            };
            self.values.insert(address.to_owned(), texts);
        }
    }

    /// Shows what was written, right or wrong; where nothing was, the default.
    pub(crate) fn written(&mut self, question: &Question, pairs: &[(String, String)]) {
        for parameter in &question.definition().parameters {
            let of = pairs.iter().filter(|(name, _)| name == parameter.address());
            let texts: Vec<String> = of.map(|(_, text)| text.clone()).collect();
            let texts = if texts.is_empty() { parameter.default.clone() } else { texts };
            self.values.insert(parameter.address().to_owned(), texts);
        }
    }

    pub(super) fn values(&self, parameter: &Parameter) -> &[String] {
        self.values.get(parameter.address()).map_or(&[], Vec::as_slice)
    }

    pub(super) fn choices(&self, parameter: &Parameter) -> &[Choice] {
        self.choices.get(parameter.address()).map_or(&[], Vec::as_slice)
    }

    pub(super) fn error(&self, parameter: &Parameter) -> Option<&ParameterError> {
        self.errors.iter().find(|error| error.address == parameter.address())
    }

    /// Above the form: everything that is wrong, each a link to its field.
    pub(super) fn error_summary(&self, visit: &Visit, question: &Question) -> Markup {
        html! {
            @if !self.errors.is_empty() {
                div.errors role="alert" aria-labelledby="fel-rubrik" {
                    h2 #fel-rubrik { (visit.say("Rätta det här och försök igen", "Correct this and try again")) }
                    ul {
                        @for error in &self.errors {
                            @let parameter = question.parameter_at(&error.address);
                            @let words = parameter.map(|parameter| message(visit, self, parameter, error));
                            li { a href=(format!("#{}", field::id(&error.address))) {
                                (error.label.get(visit.lang)) ": " (words.unwrap_or_else(|| error.message(visit.lang)))
                            } }
                        }
                    }
                }
            }
        }
    }

    /// The form; nothing where the question has no parameters.
    pub(super) fn html(&self, visit: &Visit, question: &Question) -> Markup {
        let parameters = &question.definition().parameters;
        // A name that is no field's has nothing to be corrected in; the summary's link leads to the form.
        let strangers = self.errors.iter().filter(|error| question.parameter_at(&error.address).is_none());
        html! {
            @for stranger in strangers { span id=(field::id(&stranger.address)) {} }
            @if !parameters.is_empty() {
                form.ask method="get" action=(format!("/fragor/{}#svar", question.slug())) novalidate {
                    h2 { (visit.say("Välj vad svaret ska visa", "Choose what the answer shows")) }
                    @if visit.chosen { input type="hidden" name="lang" value=(code(visit.lang)); }
                    div.fields { @for parameter in parameters { (field::html(visit, self, parameter)) } }
                    div.actions {
                        button type="submit" { (visit.say("Visa svaret", "Show the answer")) }
                        " "
                        a href=(visit.link(&format!("/fragor/{}", question.slug()))) { (visit.say("Återställ", "Reset")) }
                    }
                }
            }
        }
    }
}

/// What is wrong, as who has the form before her mends it: what is written in an address is there chosen in a list.
pub(super) fn message(visit: &Visit, form: &Form, parameter: &Parameter, error: &ParameterError) -> String {
    let chooses = !form.choices(parameter).is_empty();
    let words = match (parameter.kind, error.rule) {
        (ParameterKind::Period, VALUE_IS_NO_PERIOD) => (
            "Välj en period i listan, eller en första och en sista dag.",
            "Choose a period in the list, or a first and a last day.",
        ),
        (ParameterKind::Period, PERIOD_ENDS_BEFORE_IT_BEGINS) => {
            ("Låt den sista dagen komma efter den första.", "Let the last day come after the first.")
        }
        (ParameterKind::Code, VALUE_IS_NO_CODE | CODE_IS_NOT_LISTED) if chooses => {
            ("Välj i listan.", "Choose in the list.")
        }
        (ParameterKind::Id, PARAMETER_IS_REQUIRED) if chooses => ("Välj minst en.", "Choose at least one."),
        (ParameterKind::Id, VALUE_IS_NO_ID) if chooses => ("Välj i listan.", "Choose in the list."),
        _ => return error.message(visit.lang),
    };
    visit.say(words.0, words.1).to_owned()
}
