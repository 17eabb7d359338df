//! `GET` and `HEAD` of `/emil3/{list}` and `/emil3/{list}/{identifier}`: the efforts that are everyone's, by EMIL 3
//! (`open_efforts`), as Susa-navet's open interface gives what others offer.
//!
//! | in the address of a list | |
//! | --- | --- |
//! | `educationInfos`, `educationEvents`, `educationProviders` | efforts, their occasions, who gives them |
//! | `page`, `size` | from 0; 1–2,000 records, 100 where none is told |
//! | `updatedSince` | what was changed or taken back then or later: a day or a time by Swedish clocks, or an instant |
//! | `schoolType` | one or more: ours are of AU, and there is nothing of others |
//! | `providerId` | events of this provider |
//!
//! *Who asks.* Anyone, and everyone is told the same. What is not everyone's is told from none by nothing; only that an
//! effort no longer is, to who asks for what was changed since.
//!
//! *Kept copies.* As those of frames.
//!
//! *What a page costs.* Its records, and to look for what has changed since the list was read: the list itself is read anew
//! only when something that it is made of was changed.

mod asked;
mod cache;
mod records;

use std::sync::Arc;

use ::http::{Method, StatusCode, request::Parts};
use access::Actor;
use axum::{
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use questions::{Format, dcat::EMIL};

pub(super) use self::cache::ListCache;
use self::{asked::Asked, records::Records};
use super::{Counter, authentication, copies::File, headers, problem, wanted::Wanted};
use crate::{
    open_efforts::{Emil, List, Page, active},
    question::{
        refused::{Kind, Refused},
        service::Asker,
    },
};

/// Below the folder: a list, and one of its records where one is asked for.
fn place(path: &str) -> Option<(List, Option<&str>)> {
    let place = path.strip_prefix(EMIL)?;
    let Some((list, identifier)) = place.split_once('/') else { return Some((List::named(place)?, None)) };
    let is_one = !identifier.is_empty() && !identifier.contains('/');
    is_one.then_some((List::named(list)?, Some(identifier)))
}

/// Whether a path is one of these.
pub(super) fn is_one(path: &str) -> bool {
    place(path).is_some()
}

pub(super) async fn answer(State(counter): State<Arc<Counter>>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let mut asker = authentication::nobody(&parts);
    let outcome = counter.open_efforts(&mut asker, &parts).await;
    outcome.unwrap_or_else(|refused| problem::respond_to_any_page(&refused, &asker, &parts))
}

impl Counter {
    async fn open_efforts(&self, asker: &mut Asker, parts: &Parts) -> Result<Response, Refused> {
        if parts.method == Method::OPTIONS {
            return Ok((StatusCode::NO_CONTENT, headers::anyone_may_ask()).into_response());
        }
        if !matches!(parts.method, Method::GET | Method::HEAD) {
            return Err(Refused::new(Kind::Method));
        }
        let (list, identifier) = place(parts.uri.path()).ok_or_else(records::unknown)?;
        let wanted = Wanted::read(&parts.uri, Format::Json, asker.lang)?;
        asker.lang = wanted.lang;
        let asked = Asked::read(&wanted)?;
        let reader = self.admit(asker, parts).await?;
        let publisher = self.publisher(&parts.uri, &parts.headers);
        let emil = Emil { host: &publisher.host };
        // As the public, whoever asks: what is not everyone's is not even at hand.
        let request = access::Request::new(Actor::public(), asker.request_id.clone());
        let records = Records { db: &self.service.parts.db, request: Arc::new(request), emil: &emil };
        let made = async {
            let told = match identifier {
                Some(identifier) => active(records.one(list, identifier).await?),
                None => {
                    let listed = match asked.is_of_ours {
                        true => self.lists.get(records.db, list, &asked, records.listed(list, &asked)).await?,
                        false => Arc::default(),
                    };
                    let (total, size) = (listed.len(), asked.size);
                    let from = asked.page.saturating_mul(size).min(total);
                    let records = records.told(list, &listed[from..total.min(from.saturating_add(size))]).await?;
                    emil.page(Page { list, records, number: asked.page, size, total, query: &asked.query() })
                }
            };
            File::json(&told, None, true)
        };
        let file = self.made(&reader, asker.lang, made).await?;
        self.send(file, &reader, asker.lang, parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_list_or_one_of_its_records() {
        assert_eq!(place("/emil3/educationInfos"), Some((List::Infos, None)));
        assert_eq!(place("/emil3/educationEvents/e.x.1"), Some((List::Events, Some("e.x.1"))));
        for other in ["/emil3", "/emil3/", "/emil3/x", "/emil3/educationInfos/", "/emil3/educationInfos/a/b", "/x"] {
            assert_eq!(place(other), None, "{other}");
        }
    }
}
