//! `GET` and `HEAD` of `/upphandling/{id of a procurement}.json`: an awarded procurement, as a release package of OCDS 1.1 (`release`).
//!
//! *Who asks.* Anyone, and everyone is told the same. One that is not awarded, or is evaluated anew, is told from none by nothing, to
//! its buyer too.
//!
//! *Kept copies.* As those of frames.

use std::{collections::HashMap, sync::Arc};

use ::http::request::Parts;
use access::Actor;
use axum::{
    extract::{Path, Request, State, rejection::PathRejection},
    response::Response,
};
use councils::Organisation;
use kernel::{
    Error,
    id::{OrganisationId, ProcurementId},
};
use procurements::{
    ContractVersion, Procurement, ProcurementRequirement, Quote, contract::ContractVersionColumn, quote::QuoteColumn,
    requirement::ProcurementRequirementColumn,
};
use serde_json::Value;
use store::{Compare, Filter, Query, Record, RecordReader};

use super::{Counter, copies::File, frames::ENDING, problem, taken_apart};
use crate::{
    question::{
        refused::{Kind, Refused},
        service::Asker,
    },
    release::Release,
};

/// Before the name of a package.
pub(super) const FOLDER: &str = "/upphandling/";
/// Most rows of each kind in a package.
const MOST: u32 = 1_000;

pub(super) async fn answer(
    State(counter): State<Arc<Counter>>,
    name: Result<Path<String>, PathRejection>,
    request: Request,
) -> Response {
    let (name, parts, mut asker) = taken_apart(name, request);
    let outcome = counter.release(&mut asker, &name, &parts).await;
    outcome.unwrap_or_else(|refused| problem::respond_to_any_page(&refused, &asker, &parts))
}

impl Counter {
    async fn release(&self, asker: &mut Asker, name: &str, parts: &Parts) -> Result<Response, Refused> {
        let reader = self.begin(asker, parts).await?;
        let id = name.strip_suffix(ENDING).and_then(ProcurementId::parse);
        let id = id.ok_or_else(|| Refused::new(Kind::UnknownRelease))?;
        let publisher = self.publisher(&parts.uri, &parts.headers);
        let address = format!("{}{FOLDER}{}{ENDING}", publisher.host, id.public());
        let asker: &Asker = asker;
        let made = async {
            let package = self.released(asker, id, (&publisher.name, &publisher.homepage), &address).await?;
            File::json(&package, Some(format!("{}{ENDING}", id.public())), true)
        };
        let file = self.made(&reader, asker.lang, made).await?;
        self.send(file, &reader, asker.lang, parts)
    }

    /// Read as the public, whoever asks: what is secret is not even at hand.
    async fn released(
        &self,
        asker: &Asker,
        id: ProcurementId,
        publisher: (&str, &str),
        address: &str,
    ) -> Result<Value, Refused> {
        let db = &self.service.parts.db;
        let request = Arc::new(access::Request::new(Actor::public(), asker.request_id.clone()));
        let unknown = |error| match error {
            Error::NotFound | Error::Denied => Refused::new(Kind::UnknownRelease),
            other => other.into(),
        };
        let procurement = RecordReader::<Procurement>::new(db).one(&request, id).await.map_err(unknown)?;
        if !procurement.is_disclosed() {
            return Err(Refused::new(Kind::UnknownRelease));
        }
        let of = Compare::Eq(id.as_str().into());
        let demanded = Filter::Is(ProcurementRequirementColumn::ProcurementId, of.clone());
        let requirements = self.rows::<ProcurementRequirement>(&request, demanded).await?;
        let quotes = self.rows::<Quote>(&request, Filter::Is(QuoteColumn::ProcurementId, of.clone())).await?;
        let versions = Filter::Is(ContractVersionColumn::ProcurementId, of);
        let mut contracts = self.rows::<ContractVersion>(&request, versions).await?;
        contracts.sort_by_key(|version| version.edition);
        let mut named: Vec<OrganisationId> = quotes.iter().map(|quote| quote.bidder).collect();
        named.push(procurement.buyer);
        let organisations = RecordReader::<Organisation>::new(db).by_ids(&request, &named).await?;
        let organisations: HashMap<OrganisationId, Organisation> =
            organisations.into_iter().map(|organisation| (organisation.id, organisation)).collect();
        let last = db.history(&id.public(), 1).await?.pop();
        let release = Release {
            procurement: &procurement,
            requirements: &requirements,
            quotes: &quotes,
            contracts: &contracts,
            organisations: &organisations,
            changed: last.map(|entry| entry.at),
            publisher,
            address,
        };
        Ok(release.package())
    }

    async fn rows<T: Record>(
        &self,
        request: &Arc<access::Request>,
        filter: Filter<store::Column<T>>,
    ) -> Result<Vec<T>, Refused> {
        let query = Query::first(MOST + 1).filter(filter);
        let rows = RecordReader::<T>::new(&self.service.parts.db).page(request, &query).await?.rows;
        if rows.len() > MOST as usize {
            return Err(Refused::new(Kind::TooManyRows { most: u64::from(MOST) }));
        }
        Ok(rows)
    }
}
