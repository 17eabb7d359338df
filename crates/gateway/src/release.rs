//! Upphandling som öppna data: an awarded procurement as a release package of OCDS 1.1 (Open Contracting Data Standard), which portals
//! and other buyers read.
//!
//! | in the procurement | in the release |
//! | --- | --- |
//! | the request, what is demanded and who bid | `tender`, its `documents` and `tenderers` |
//! | the quote that is accepted | `awards` |
//! | the contract's latest version, the earlier ones as amendments | `contracts` |
//! | buyer, bidders and supplier | `parties`, by organisation number (`SE-ON`) |
//!
//! Nothing is told before the award is decided, nor while quotes are evaluated anew, and then what everyone may read. A sole trader's
//! number is a person's and is left out.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use councils::Organisation;
use kernel::{Lang, Money, Timestamp, id::OrganisationId};
use procurements::{
    ContractVersion, Procurement, ProcurementRequirement, Quote,
    procurement::{ProcurementMethod, ProcurementStatus},
    quote::QuoteStatus,
    requirement::RequirementKind,
};
use serde_json::{Value, json};
use taxonomy::Scheme;

/// Before the id of each process. Registered prefixes are the Open Contracting Partnership's to give; this is none of theirs.
const OCID_PREFIX: &str = "ocds-kompetensnav";
/// Organisationsnummer, as the register of registers calls it.
const NUMBERS: &str = "SE-ON";

/// What a package is made of.
pub struct Release<'r> {
    /// The procurement, awarded.
    pub procurement: &'r Procurement,
    /// What it demands.
    pub requirements: &'r [ProcurementRequirement],
    /// What was offered.
    pub quotes: &'r [Quote],
    /// The contract's versions, the earliest first.
    pub contracts: &'r [ContractVersion],
    /// Buyer and bidders.
    pub organisations: &'r HashMap<OrganisationId, Organisation>,
    /// When the procurement came to be what it is, where the trail tells.
    pub changed: Option<Timestamp>,
    /// Who publishes: the name and the address.
    pub publisher: (&'r str, &'r str),
    /// Where the package is.
    pub address: &'r str,
}

impl Release<'_> {
    /// The package.
    pub fn package(&self) -> Value {
        let (name, uri) = self.publisher;
        let date = written(self.date());
        json!({
            "uri": self.address,
            "version": "1.1",
            "publishedDate": date,
            "publisher": { "name": name, "uri": uri },
            "releases": [self.release(&date)],
        })
    }

    fn release(&self, date: &str) -> Value {
        let id = self.procurement.id.public();
        let mut release = json!({
            "ocid": format!("{OCID_PREFIX}-{id}"),
            "id": format!("{id}-{}", self.procurement.version),
            "date": date,
            "tag": self.tags(),
            "initiationType": "tender",
            "language": "sv",
            "parties": self.parties(),
            "buyer": self.reference(self.procurement.buyer),
            "tender": self.tender(),
        });
        let awards: Vec<Value> = self.accepted().map(|quote| self.award(quote)).collect();
        for (section, held) in [("awards", awards), ("contracts", self.contract().into_iter().collect())] {
            if !held.is_empty() {
                release[section] = held.into();
            }
        }
        release
    }

    /// When what is told was last changed.
    fn date(&self) -> Timestamp {
        let one = self.procurement;
        let days = [one.disclosed_on, one.awarded_on, one.appealed_on, one.contracted_on, one.delivered_on];
        let signed = self.contracts.iter().map(|version| version.signed_on);
        let latest = days.into_iter().flatten().chain(signed).max().map(midnight);
        self.changed.max(latest).unwrap_or_default()
    }

    fn tags(&self) -> Vec<&'static str> {
        let mut tags = vec!["tender"];
        if self.accepted().next().is_some() {
            tags.push("award");
        }
        match self.contracts {
            [] => {}
            [_] => tags.push("contract"),
            [_, ..] => tags.extend(["contract", "contractAmendment"]),
        }
        match self.procurement.status {
            ProcurementStatus::Delivered | ProcurementStatus::Closed => tags.push("contractTermination"),
            ProcurementStatus::Cancelled => tags.push("tenderCancellation"),
            _ => {}
        }
        tags
    }

    fn tender(&self) -> Value {
        let one = self.procurement;
        let method = match one.method {
            ProcurementMethod::Open => "open",
            ProcurementMethod::Selective | ProcurementMethod::CallOff => "selective",
            ProcurementMethod::Direct => "direct",
        };
        let status = match one.status {
            ProcurementStatus::Cancelled => "cancelled",
            _ => "complete",
        };
        let bought = taxonomy::lookup(Scheme::Cpv, &one.cpv).map(|code| code.label(Lang::Sv));
        let bidders: Vec<Value> = self.quotes.iter().map(|quote| self.reference(quote.bidder)).collect();
        let mut tender = json!({
            "id": one.id.public(),
            "title": one.title,
            "status": status,
            "procuringEntity": self.reference(one.buyer),
            "items": [{
                "id": "1",
                "description": one.title,
                "classification": { "scheme": "CPV", "id": one.cpv, "description": bought },
            }],
            "value": amount(one.estimated_value),
            "procurementMethod": method,
            "procurementMethodDetails": one.method.label().sv,
            "mainProcurementCategory": "services",
            "numberOfTenderers": bidders.len(),
            "tenderers": bidders,
            "documents": self.requirements.iter().map(requirement).collect::<Vec<_>>(),
        });
        if let Some(description) = &one.description {
            tender["description"] = description.as_str().into();
        }
        if let (ProcurementMethod::Direct, Some(reason)) = (one.method, &one.award_reason) {
            tender["procurementMethodRationale"] = reason.as_str().into();
        }
        if let Some(from) = one.published_on {
            tender["tenderPeriod"] = period(from, one.quotes_due_on);
        }
        tender
    }

    fn accepted(&self) -> impl Iterator<Item = &Quote> {
        self.quotes.iter().filter(|quote| quote.status == QuoteStatus::Accepted)
    }

    fn award(&self, quote: &Quote) -> Value {
        let one = self.procurement;
        let status = match one.status {
            ProcurementStatus::Cancelled => "cancelled",
            ProcurementStatus::Awarded if !one.takes_standstill() => "active",
            ProcurementStatus::Awarded | ProcurementStatus::Standstill | ProcurementStatus::Appealed => "pending",
            _ => "active",
        };
        let mut award = json!({
            "id": quote.id.public(),
            "title": one.title,
            "status": status,
            "value": amount(quote.amount),
            "suppliers": [self.reference(quote.bidder)],
        });
        if let Some(day) = one.awarded_on {
            award["date"] = written(midnight(day)).into();
        }
        award
    }

    /// As its latest version has it.
    fn contract(&self) -> Option<Value> {
        let (first, latest) = (self.contracts.first()?, self.contracts.last()?);
        let status = match self.procurement.status {
            ProcurementStatus::Delivered | ProcurementStatus::Closed => "terminated",
            _ => "active",
        };
        let mut contract = json!({
            "id": first.id.public(),
            "awardID": latest.quote.public(),
            "title": latest.terms.reference.as_deref().unwrap_or(&self.procurement.title),
            "description": latest.terms.contents,
            "status": status,
            "period": period(latest.terms.valid_from, latest.terms.valid_to),
            "value": amount(latest.terms.amount),
            "dateSigned": written(midnight(first.signed_on)),
        });
        let amendments = self.contracts.iter().skip(1).map(|version| {
            json!({
                "id": version.id.public(),
                "date": written(midnight(version.signed_on)),
                "rationale": version.reason,
                "description": version.terms.contents,
            })
        });
        let amendments: Vec<Value> = amendments.collect();
        if !amendments.is_empty() {
            contract["amendments"] = amendments.into();
        }
        Some(contract)
    }

    /// Each organisation once, with all that it is here.
    fn parties(&self) -> Vec<Value> {
        let buyer = self.procurement.buyer;
        let mut parties = vec![self.party(buyer, &["buyer", "procuringEntity"])];
        for quote in self.quotes {
            let is_supplier = quote.status == QuoteStatus::Accepted;
            let roles: &[&str] = if is_supplier { &["tenderer", "supplier"] } else { &["tenderer"] };
            parties.push(self.party(quote.bidder, roles));
        }
        parties
    }

    fn party(&self, id: OrganisationId, roles: &[&str]) -> Value {
        let mut party = self.reference(id);
        party["roles"] = json!(roles);
        let organisation = self.organisations.get(&id);
        if let Some(number) = organisation.and_then(number) {
            let name = organisation.map(|organisation| organisation.name.as_str());
            party["identifier"] = json!({ "scheme": NUMBERS, "id": number, "legalName": name });
        }
        party
    }

    fn reference(&self, id: OrganisationId) -> Value {
        let organisation = self.organisations.get(&id);
        let number = organisation.and_then(number);
        let party = number.map_or_else(|| id.public(), |number| format!("{NUMBERS}-{number}"));
        json!({ "id": party, "name": organisation.map(|organisation| organisation.name.as_str()) })
    }
}

/// The ten digits of a legal person.
fn number(organisation: &Organisation) -> Option<&str> {
    organisation.number.as_ref().filter(|number| !number.is_personal()).map(|number| number.as_str())
}

fn requirement(one: &ProcurementRequirement) -> Value {
    let kind = match one.kind {
        RequirementKind::Competence => "eligibilityCriteria",
        _ => "technicalSpecifications",
    };
    json!({
        "id": one.id.public(),
        "documentType": kind,
        "title": one.kind.label().sv,
        "description": one.text,
        "language": "sv",
    })
}

/// Whole kronor without decimals.
fn amount(money: Money) -> Value {
    let kronor = match money.minor % 100 {
        0 => Value::from(money.minor / 100),
        _ => Value::from(money.minor as f64 / 100.0),
    };
    json!({ "amount": kronor, "currency": Money::CURRENCY })
}

/// Until its last day is over: quotes are taken on that day, and contracts hold.
fn period(from: NaiveDate, to: Option<NaiveDate>) -> Value {
    let end = to.map(|to| written(midnight(to) + TimeDelta::seconds(86_399)));
    json!({ "startDate": written(midnight(from)), "endDate": end })
}

fn midnight(day: NaiveDate) -> Timestamp {
    day.and_time(NaiveTime::MIN).and_utc()
}

fn written(at: Timestamp) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}
