//! `GET` and `HEAD` of what councils do, in the open formats of others (`open_councils`):
//!
//! | address | |
//! | --- | --- |
//! | `/kalender/{id of a council or an industry council}.ics` | its latest meetings, by iCalendar |
//! | `/popolo/{the same}.json` | its seats, mandates and a year's votes, by Popolo; `?ar=2025` for another year |
//! | `/oparl/1.1/system` | where OParl begins: all councils and their approved minutes |
//!
//! *Who reads what.* OParl and Popolo tell everyone the same, whoever asks: what anyone may read. A calendar is the
//! reader's: whoever is signed in as one of the council's own has all its meetings there, anyone else those whose minutes
//! are approved. A calendar program that sends nothing is anyone; a token in the address is refused. What is out of reach
//! is told from what is not there by nothing.
//!
//! *Kept copies.* As at a competency framework: a strong `ETag`, answered with 304 and 412. An unchanged record is the
//! same bytes, whatever the clock shows.

mod asked;
mod objects;
mod records;

use std::sync::Arc;

use ::http::{Method, StatusCode, request::Parts};
use access::Request as Call;
use axum::{
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use questions::{Format, dcat::Publisher};

use self::{asked::Asked, objects::Objects, records::Records};
use super::{Counter, authentication, copies::File, headers, problem, wanted::Wanted};
use crate::{
    open_councils::{calendar::Calendar, oparl},
    question::{
        refused::{Kind, Refused},
        service::Asker,
    },
};

/// Before and after a council's id, where its calendar is.
const CALENDAR: (&str, &str) = ("/kalender/", ".ics");
/// The same of its members and votes.
const POPOLO: (&str, &str) = ("/popolo/", ".json");

/// Which format of what.
#[derive(Clone, Copy)]
enum Form<'p> {
    Calendar(&'p str),
    Popolo(&'p str),
    OParl(&'p str),
}

impl<'p> Form<'p> {
    fn of(path: &'p str) -> Option<Self> {
        let name = |(folder, ending): (&str, &str)| {
            path.strip_prefix(folder).and_then(|name| name.strip_suffix(ending)).filter(|name| !name.contains('/'))
        };
        let object = || path.strip_prefix(oparl::FOLDER).filter(|place| !place.is_empty());
        name(CALENDAR)
            .map(Self::Calendar)
            .or_else(|| name(POPOLO).map(Self::Popolo))
            .or_else(|| object().map(Self::OParl))
    }
}

/// Whether a path is one of these.
pub(super) fn is_one(path: &str) -> bool {
    Form::of(path).is_some()
}

pub(super) async fn answer(State(counter): State<Arc<Counter>>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let mut asker = authentication::nobody(&parts);
    let outcome = counter.open_council(&mut asker, &parts).await;
    outcome.unwrap_or_else(|refused| problem::respond_to_any_page(&refused, &asker, &parts))
}

impl Counter {
    async fn open_council(&self, asker: &mut Asker, parts: &Parts) -> Result<Response, Refused> {
        if parts.method == Method::OPTIONS {
            return Ok((StatusCode::NO_CONTENT, headers::anyone_may_ask()).into_response());
        }
        if !matches!(parts.method, Method::GET | Method::HEAD) {
            return Err(Refused::new(Kind::Method));
        }
        let form = Form::of(parts.uri.path()).ok_or_else(|| Refused::new(Kind::UnknownRecord))?;
        let wanted = Wanted::read(&parts.uri, Format::Json, asker.lang)?;
        asker.lang = wanted.lang;
        let asked = Asked::read(&wanted.pairs)?;
        let reader = self.admit(asker, parts).await?;
        let publisher = self.publisher(&parts.uri, &parts.headers);
        let asker: &Asker = asker;
        let made = self.council_file(asker, form, &asked, &publisher);
        let file = self.made(&reader, asker.lang, made).await?;
        self.send(file, &reader, asker.lang, parts)
    }

    async fn council_file(
        &self,
        asker: &Asker,
        form: Form<'_>,
        asked: &Asked,
        publisher: &Publisher,
    ) -> Result<File, Refused> {
        let parts = &self.service.parts;
        // An access token is for questions, and whoever has one for none of these is anyone.
        let own = asker.identity.as_ref().filter(|_| asker.questions.is_none());
        let identity = match form {
            Form::Calendar(_) => own,
            Form::Popolo(_) | Form::OParl(_) => None,
        };
        let actor = parts.roles.of(identity).await?;
        let call = Call { purpose: asker.purpose.clone(), ..Call::new(actor, asker.request_id.clone()) };
        let records = Records { db: &parts.db, request: Arc::new(call) };
        let host = publisher.host.as_str();
        match form {
            Form::Calendar(id) => {
                let assembly = records.assembly(id).await?;
                let (meetings, latest) = records.latest_meetings(&assembly).await?;
                let name = assembly.name();
                let calendar = Calendar { name, meetings: &meetings, latest, host, lang: asker.lang };
                Ok(File {
                    media_type: "text/calendar; charset=utf-8",
                    name: Some(format!("{id}{}", CALENDAR.1)),
                    is_open: true,
                    bytes: calendar.text().into_bytes(),
                })
            }
            Form::Popolo(id) => {
                let address = format!("{host}{}{id}{}", POPOLO.0, POPOLO.1);
                let roll = records.roll(id, asked.year, &address).await?;
                File::json(&roll, Some(format!("{id}{}", POPOLO.1)), true)
            }
            Form::OParl(place) => {
                let objects = Objects { records: &records, publisher, asked };
                File::json(&objects.at(place).await?, None, true)
            }
        }
    }
}
