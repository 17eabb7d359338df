//! The pages' port to the API's mutations and objects: forms are made from the commands' tables, and what a form sends is done as
//! a mutation of the API, as whoever signed in.

mod choices;
mod form;
mod input;
mod object;
mod words;

use std::sync::Arc;

use access::Request;
use futures_util::future::BoxFuture;
use gateway::graph::{MutationField, ShownObject, payload::user_error};
use gateway::{noun::node::shown_objects, question::Asker, schema::mutations};
use kernel::{Error, FieldError, Lang};
use serde_json::{Map, Value, json};
use web::{
    commands::{CommandForm, Commands, FieldFault, Given, Group, NotDone, ObjectPage, Offered},
    port::{Caller, Refusal},
};

use crate::{pages, signed_in::SignedIn};

/// The commands and objects of those who sign in to the pages.
pub(crate) struct CommandDesk(pub SignedIn);

/// Who asks, and with which roles.
struct Reader {
    asker: Asker,
    request: Arc<Request>,
}

impl Reader {
    fn may(&self, row: &MutationField) -> bool {
        row.is_for(self.request.actor.assignments.iter().map(|held| held.role))
    }

    /// The one council, hub, project or organisation that the reader's roles are about, by its prefix; nothing when they are several.
    fn own(&self, prefix: &str) -> Option<String> {
        let held = self.request.actor.assignments.iter();
        let mut own: Vec<String> = held
            .filter_map(|held| match prefix {
                "council" => held.council.map(|id| id.public()),
                "hub" => held.hub.map(|id| id.public()),
                "project" => held.project.map(|id| id.public()),
                "org" => held.organisation.map(|id| id.public()),
                _ => None,
            })
            .collect();
        own.dedup();
        own.pop().filter(|_| own.is_empty())
    }

    const fn lang(&self) -> Lang {
        self.asker.lang
    }
}

/// The object type whose ids begin so.
fn of_prefix(prefix: &str) -> Option<&'static ShownObject> {
    shown_objects().iter().find(|object| object.prefix == prefix)
}

/// The object type of this name.
fn of_type(name: &str) -> Option<&'static ShownObject> {
    shown_objects().iter().find(|object| object.name == name)
}

impl CommandDesk {
    async fn reader(&self, caller: &Caller) -> Result<Reader, Refusal> {
        let asker = self.0.asker(caller).await?;
        let actor = self.0.app.roles.of(asker.identity.as_ref()).await.map_err(pages::fault)?;
        Ok(Reader { asker, request: Arc::new(Request::new(actor, caller.request_id.clone())) })
    }

    async fn ask(&self, reader: &Reader, document: &str, variables: Value) -> Result<Value, Refusal> {
        let Value::Object(variables) = variables else { return Err(Refusal::Broken) };
        let asked = self.0.desk.run(&reader.asker, document, variables, None).await;
        asked.map_err(|refused| pages::refusal(refused, reader.lang()))
    }

    /// The command of this name that the reader may do.
    fn row(reader: &Reader, name: &str) -> Result<&'static MutationField, Refusal> {
        let row = mutations().get(name).ok_or(Refusal::Unknown)?;
        if reader.may(row) { Ok(row) } else { Err(Refusal::NoReach) }
    }

    async fn done(&self, caller: &Caller, name: &str, given: &Given, once: &str) -> Result<Option<String>, NotDone> {
        let reader = self.reader(caller).await.map_err(NotDone::Refused)?;
        let row = Self::row(&reader, name).map_err(NotDone::Refused)?;
        let input = input::read(row.table, given);
        if let Err(error) = (row.check)(&input) {
            return Err(NotDone::Faults(faults(error, reader.lang())));
        }
        let document = format!(
            "mutation($input: {}!) {{ {name}(input: $input) {{ {} {{ id }} userErrors {{ message path }} }} }}",
            row.table.name, row.shows
        );
        let variables = Map::from_iter([("input".to_owned(), input)]);
        let done = self.0.desk.run(&reader.asker, &document, variables, Some(format!("form-{once}"))).await;
        let done = done.map_err(|refused| NotDone::Refused(pages::refusal(refused, reader.lang())))?;
        let answer = &done[name];
        let told: Vec<FieldFault> = answer["userErrors"].as_array().into_iter().flatten().map(told).collect();
        match told.is_empty() {
            true => Ok(answer[row.shows]["id"].as_str().map(str::to_owned)),
            false => Err(NotDone::Faults(told)),
        }
    }
}

/// What is wrong with an input, field by field.
fn faults(error: Error, lang: Lang) -> Vec<FieldFault> {
    let fault = |FieldError { field, rule }| {
        let words = user_error(&Error::invalid(field.clone(), rule), lang).message;
        FieldFault { path: field, words }
    };
    match error {
        Error::SeveralInvalid(errors) => errors.into_iter().map(fault).collect(),
        Error::Invalid { field, rule } => vec![fault(FieldError { field, rule })],
        other => vec![FieldFault { path: String::new(), words: user_error(&other, lang).message }],
    }
}

/// A user error of the API, by its path below `input`.
fn told(error: &Value) -> FieldFault {
    let path = error["path"].as_array().into_iter().flatten().filter_map(Value::as_str).skip(1);
    FieldFault {
        path: path.collect::<Vec<_>>().join("."),
        words: error["message"].as_str().unwrap_or_default().to_owned(),
    }
}

/// A command as a list of them shows it.
fn offered(row: &MutationField, lang: Lang, query: String) -> Offered {
    let (title, help) = words::label(row.about, lang);
    Offered { name: row.name.to_owned(), title, help, query }
}

impl Commands for CommandDesk {
    fn offered<'a>(&'a self, caller: &'a Caller) -> BoxFuture<'a, Result<Vec<Group>, Refusal>> {
        Box::pin(async move {
            let reader = self.reader(caller).await?;
            let mut groups: Vec<(&str, Group)> = Vec::new();
            for row in mutations().rows().iter().filter(|row| reader.may(row)) {
                let command = offered(row, reader.lang(), String::new());
                match groups.iter_mut().find(|(changes, _)| *changes == row.changes) {
                    Some((_, group)) => group.commands.push(command),
                    None => {
                        let heading = of_type(row.changes).map_or(row.changes, |object| object.called(reader.lang()));
                        let heading = heading.to_owned();
                        groups.push((row.changes, Group { heading, commands: vec![command] }));
                    }
                }
            }
            Ok(groups.into_iter().map(|(_, group)| group).collect())
        })
    }

    fn form<'a>(
        &'a self,
        caller: &'a Caller,
        name: &'a str,
        given: &'a Given,
    ) -> BoxFuture<'a, Result<CommandForm, Refusal>> {
        Box::pin(async move {
            let reader = self.reader(caller).await?;
            let row = Self::row(&reader, name)?;
            self.command_form(&reader, row, given).await
        })
    }

    fn submit<'a>(
        &'a self,
        caller: &'a Caller,
        name: &'a str,
        given: &'a Given,
        once: &'a str,
    ) -> BoxFuture<'a, Result<Option<String>, NotDone>> {
        Box::pin(self.done(caller, name, given, once))
    }

    fn object<'a>(&'a self, caller: &'a Caller, id: &'a str) -> BoxFuture<'a, Result<ObjectPage, Refusal>> {
        Box::pin(async move {
            let reader = self.reader(caller).await?;
            let (prefix, _) = id.split_once('_').ok_or(Refusal::Unknown)?;
            let object = of_prefix(prefix).ok_or(Refusal::Unknown)?;
            self.object_page(&reader, object, id).await
        })
    }
}

/// The variables of a document that asks for one thing.
fn by_id(id: &str) -> Value {
    json!({ "id": id })
}
