//! Händelser: what became true, as it becomes true.

mod relay;

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result, Subscription};
use futures_util::{Stream, StreamExt};
use graph::{DateTime, context::caller, refuse};
use kernel::{Error, Id, error::rules};
use store::Happening;

pub use relay::Relay;

use super::node;
use crate::{
    app::app,
    objects::{AnyNode, REGISTRATIONS},
};
use edge::LastEventId;

/// An event with the thing it happened to.
pub struct HappeningObject {
    event: Happening,
    subject: parking_lot::Mutex<Option<AnyNode>>,
}

/// Händelse: something became true. Delivered at least once; the id is the same every time.
#[Object(name = "Happening")]
impl HappeningObject {
    /// Händelsens id: send it as `Last-Event-ID` to go on from here.
    pub async fn id(&self) -> ID {
        self.event.id.public().into()
    }

    /// Namn, e.g. `NeedReported`.
    async fn name(&self) -> &str {
        &self.event.name
    }

    /// Vad det hände med (id).
    async fn subject_id(&self) -> ID {
        self.event.subject.clone().into()
    }

    /// Ny status, where the event is a transition.
    async fn state(&self) -> Option<&str> {
        self.event.to.as_deref()
    }

    /// Tidpunkt.
    async fn at(&self) -> DateTime {
        DateTime(self.event.at)
    }

    /// Vad det hände med, loaded anew as you.
    async fn subject(&self) -> Option<AnyNode> {
        self.subject.lock().take()
    }
}

/// What events are called, in the order of what they happen to. A name that nothing has ever been called by is a slip: who waits for it
/// would wait for ever.
pub fn names() -> impl Iterator<Item = &'static str> {
    REGISTRATIONS.iter().flat_map(|one| one.events.iter().copied())
}

/// Whether there can be such events: with others the stream would be silent for ever.
fn check(asked: &[String], subjects: &[ID]) -> kernel::Result<()> {
    if let Some(at) = asked.iter().position(|name| !names().any(|known| known == name)) {
        return Err(Error::invalid(format!("names.{at}"), rules::EVENT_IS_UNKNOWN));
    }
    match subjects.iter().position(|id| !node::is_id(&id.0)) {
        Some(at) => Err(Error::invalid(format!("subjectIds.{at}"), rules::REFERENCE_IS_UNKNOWN)),
        None => Ok(()),
    }
}

/// The subscriptions.
#[derive(Default)]
pub struct EventSubscription;

/// Prenumerationer: what becomes true, as it becomes true.
#[Subscription(name = "Subscription")]
impl EventSubscription {
    /// Händelser med det du når. Each is checked again as it is delivered; the stream ends when your roles change. A name that no
    /// event has, and an id of nothing, are refused at once.
    async fn happenings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Händelsenamn; all when absent.")] names: Option<Vec<String>>,
        #[graphql(desc = "Vad det ska ha hänt med (id); anything when absent.")] subject_ids: Option<Vec<ID>>,
    ) -> Result<impl Stream<Item = Result<HappeningObject>>> {
        check(names.as_deref().unwrap_or_default(), subject_ids.as_deref().unwrap_or_default())
            .map_err(|error| refuse(ctx, error))?;
        let app = app(ctx).clone();
        let (first, identity) = (caller(ctx).request.clone(), Arc::new(caller(ctx).identity.clone()));
        let last = ctx.data_opt::<LastEventId>().and_then(|last| last.0.as_deref()).and_then(Id::parse);
        let after = match last {
            None => None,
            Some(id) => app.db.had(id).await.map_err(|error| refuse(ctx, error))?,
        };
        let events = app.relay.clone().follow(after).await.map_err(|error| refuse(ctx, error))?;
        let behind = refuse(ctx, Error::refused(rules::TOO_FAR_BEHIND, ""));
        let wanted = move |event: &Happening| {
            names.as_ref().is_none_or(|names| names.contains(&event.name))
                && subject_ids.as_ref().is_none_or(|ids| ids.iter().any(|id| id.0 == event.subject))
        };
        let wanted = move |event: &Option<Happening>| event.as_ref().is_none_or(&wanted);
        let delivered = events.filter(move |event| std::future::ready(wanted(event))).then(move |event| {
            let (app, first, identity, behind) = (app.clone(), first.clone(), Arc::clone(&identity), behind.clone());
            async move {
                let Some(event) = event else { return Some(Err(behind)) };
                let actor = app.roles.of(identity.as_ref().as_ref()).await.ok()?;
                if actor.assignments != first.actor.assignments {
                    return None;
                }
                let ids = [event.subject.clone()];
                let subject = node::load(&app, &first, &ids).await.ok()?.remove(&event.subject);
                Some(Ok((event, subject)))
            }
        });
        // The outer None ends the stream, and so does what comes after an error; an event whose subject is out of reach is passed over
        // in silence.
        let until_behind = delivered.scan(false, |is_behind, step| {
            let step = step.filter(|_| !*is_behind);
            *is_behind = matches!(step, Some(Err(_)));
            std::future::ready(step)
        });
        Ok(until_behind.filter_map(|step| async move {
            match step {
                Ok((event, subject)) => {
                    Some(Ok(HappeningObject { event, subject: parking_lot::Mutex::new(Some(subject?)) }))
                }
                Err(behind) => Some(Err(behind)),
            }
        }))
    }
}
