//! Händelser: what became true, as it becomes true.

mod relay;

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result, Subscription};
use futures_util::{Stream, StreamExt, stream};
use graph::{DateTime, context::caller, refuse, refuse_to};
use kernel::{Error, Id, Label, error::rules};
use store::Happening;

use relay::Missed;
pub use relay::Relay;

use super::node;
use crate::{
    app::app,
    objects::{AnyNode, REGISTRATIONS},
};
use edge::{LastEventId, Turns};

/// An event with the thing it happened to.
pub struct HappeningObject {
    event: Happening,
    subject: parking_lot::Mutex<Option<AnyNode>>,
}

/// Happening: something became true. Delivered at least once; the id is the same every time.
///
/// Svenska: Händelse: något blev sant. Levereras minst en gång; id är detsamma varje gång.
#[Object(name = "Happening")]
impl HappeningObject {
    /// The happening's id: send it as `Last-Event-ID` to go on from here.
    ///
    /// Svenska: Händelsens id: skicka det som `Last-Event-ID` för att fortsätta härifrån.
    pub async fn id(&self) -> ID {
        self.event.id.public().into()
    }

    /// Name, e.g. `NeedReported`.
    ///
    /// Svenska: Namn, t.ex. `NeedReported`.
    async fn name(&self) -> &str {
        &self.event.name
    }

    /// What it happened to (id).
    ///
    /// Svenska: Vad det hände med (id).
    async fn subject_id(&self) -> ID {
        self.event.subject.clone().into()
    }

    /// New status, where the event is a transition.
    ///
    /// Svenska: Ny status, där händelsen är en övergång.
    async fn state(&self) -> Option<&str> {
        self.event.to.as_deref()
    }

    /// The instant.
    ///
    /// Svenska: Tidpunkt.
    async fn at(&self) -> DateTime {
        DateTime(self.event.at)
    }

    /// What it happened to, loaded anew as you.
    ///
    /// Svenska: Vad det hände med, hämtat på nytt som du.
    async fn subject(&self) -> Option<AnyNode> {
        self.subject.lock().take()
    }
}

/// What events are called, in the order of what they happen to. A name that nothing has ever been called by is a slip: who waits for it
/// would wait for ever.
pub fn names() -> impl Iterator<Item = &'static str> {
    REGISTRATIONS.iter().flat_map(|one| one.events.iter().map(|(name, ..)| *name))
}

/// What happened, by the name of the event; nothing for a name that is not used any more.
pub fn happened(name: &str) -> Option<Label> {
    let mut events = REGISTRATIONS.iter().flat_map(|one| one.events.iter());
    events.find(|(known, ..)| *known == name).map(|&(_, sv, en)| Label { sv, en })
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

/// Which happenings are asked for.
struct Wanted {
    names: Option<Vec<String>>,
    subject_ids: Option<Vec<ID>>,
}

impl Wanted {
    fn has(&self, event: &Happening) -> bool {
        self.names.as_ref().is_none_or(|names| names.contains(&event.name))
            && self.subject_ids.as_ref().is_none_or(|ids| ids.iter().any(|id| id.0 == event.subject))
    }
}

/// What of `missed` is wanted. Each portion is read in the turn of the first event that is told of it, on whose account it is held;
/// one of which nothing is wanted costs as an event does that is not told.
fn caught_up(
    missed: Option<Missed>,
    wanted: Arc<Wanted>,
    turns: Option<Arc<Turns>>,
) -> impl Stream<Item = kernel::Result<Happening>> + Send {
    let portions = stream::unfold(missed, move |missed| {
        let (wanted, turns) = (Arc::clone(&wanted), turns.clone());
        async move {
            let missed = missed?;
            if let Some(turns) = &turns {
                turns.take().await;
            }
            let (events, rest): (Vec<kernel::Result<Happening>>, Option<Missed>) = match missed.next().await {
                Ok((events, rest)) => (events.into_iter().filter(|event| wanted.has(event)).map(Ok).collect(), rest),
                Err(error) => (vec![Err(error)], None),
            };
            if let (true, Some(turns)) = (events.is_empty(), &turns) {
                turns.pass_over();
            }
            Some((stream::iter(events), rest))
        }
    });
    portions.flatten()
}

/// The subscriptions.
#[derive(Default)]
pub struct EventSubscription;

/// Subscriptions: what becomes true, as it becomes true.
///
/// Svenska: Prenumerationer: det som blir sant, när det blir det.
#[Subscription(name = "Subscription")]
impl EventSubscription {
    /// Happenings with what you reach. Each is checked again as it is delivered; the stream ends when your roles
    /// change. A name that no event has, and an id of nothing, are refused at once.
    ///
    /// Svenska: Händelser med det du når. Var och en prövas på nytt när den levereras; strömmen slutar när dina roller
    /// ändras. Ett namn som ingen händelse har, och ett id för ingenting, avvisas genast.
    async fn happenings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Names of events; all when absent.\n\nSvenska: Händelsenamn; alla när de saknas.")]
        names: Option<Vec<String>>,
        #[graphql(
            desc = "What it is to have happened to (id); anything when absent.\n\nSvenska: Vad det ska ha hänt med (id); vad som helst när det saknas."
        )]
        subject_ids: Option<Vec<ID>>,
    ) -> Result<impl Stream<Item = Result<HappeningObject>>> {
        check(names.as_deref().unwrap_or_default(), subject_ids.as_deref().unwrap_or_default())
            .map_err(|error| refuse(ctx, error))?;
        let app = app(ctx).clone();
        let turns = ctx.data_opt::<Arc<Turns>>().cloned();
        let caller = Arc::new(caller(ctx).clone());
        let last = ctx.data_opt::<LastEventId>().and_then(|last| last.0.as_deref()).and_then(Id::parse);
        let after = match last {
            None => None,
            Some(id) => app.db.had(id).await.map_err(|error| refuse(ctx, error))?,
        };
        let (missed, live) = app.relay.clone().follow(after).await.map_err(|error| refuse(ctx, error))?;
        if let Some(turns) = &turns {
            turns.opened();
        }
        let wanted = Arc::new(Wanted { names, subject_ids });
        let missed = caught_up(missed, Arc::clone(&wanted), turns.clone());
        let live = live.filter(move |event| {
            std::future::ready(match event {
                Ok(event) => wanted.has(event),
                Err(_) => true,
            })
        });
        let delivered = missed.chain(live).then(move |event| {
            let turns = turns.clone();
            let (app, caller) = (app.clone(), Arc::clone(&caller));
            async move {
                let event = match event {
                    Ok(event) => event,
                    Err(error) => return Some(Err(refuse_to(&caller, error))),
                };
                if let Some(turns) = &turns {
                    turns.take().await;
                }
                let looked = async {
                    let actor = app.roles.of(caller.identity.as_ref()).await?;
                    if actor.assignments != caller.request.actor.assignments {
                        return Ok(None);
                    }
                    let ids = [event.subject.clone()];
                    node::load(&app, &caller.request, &ids).await.map(|mut found| Some(found.remove(&event.subject)))
                };
                let subject = match looked.await {
                    Ok(found) => found?,
                    Err(error) => return Some(Err(refuse_to(&caller, error))),
                };
                if let (None, Some(turns)) = (&subject, &turns) {
                    turns.pass_over();
                }
                Some(Ok((event, subject)))
            }
        });
        // The outer None ends the stream, and so does what comes after an error; an event whose subject is out of reach is passed over
        // in silence.
        let until_error = delivered.scan(false, |has_failed, step| {
            let step = step.filter(|_| !*has_failed);
            *has_failed = matches!(step, Some(Err(_)));
            std::future::ready(step)
        });
        Ok(until_error.filter_map(|step| async move {
            match step {
                Ok((event, subject)) => {
                    Some(Ok(HappeningObject { event, subject: parking_lot::Mutex::new(Some(subject?)) }))
                }
                Err(error) => Some(Err(error)),
            }
        }))
    }
}
