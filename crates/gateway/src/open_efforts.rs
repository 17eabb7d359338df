//! Insatser som utbildningsutbud: the efforts that are everyone's by SS 10700:2024 (EMIL 3), in the JSON of
//! Susa-navet's open interface, so that whoever reads other education reads ours.
//!
//! | here | in EMIL |
//! | --- | --- |
//! | an effort | EducationInfo of the school type AU, other teaching; hours as `extent`, SUN and SSYK as `subjects` |
//! | an occasion that everyone sees, of such an effort | EducationEvent, with the days decided |
//! | the provider, or who runs the hub where none is chosen | EducationProvider |
//! | at a distance, partly or wholly | `distance`; wholly means no meeting that one must come to |
//! | a cancelled occasion | `isCancelled` |
//! | an effort put off or cancelled after it was everyone's, and its occasions | `DELETED`, without a content |
//!
//! Language of instruction and pace of study are not in the record and not told: the hours and the days are. Nor is an
//! e-mail address of a provider.

use councils::{Organisation, organisation::OrganisationKind};
use efforts::{
    Effort, Occasion,
    effort::{Delivery, EffortKind},
    occasion::OccasionStatus,
};
use kernel::{Id, Kind, Label, Timestamp, id::OrganisationId, swedish_time::swedish};
use questions::dcat::EMIL;
use serde_json::{Value, json};

/// Whose identifiers these are.
const SOURCE: &str = "kompetensnav";
/// The school type of what is no other's.
pub const SCHOOL_TYPE: &str = "AU";

/// A list of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// What is given.
    Infos,
    /// When and where it is given.
    Events,
    /// Who gives it.
    Providers,
}

impl List {
    /// The list with this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Infos, Self::Events, Self::Providers].into_iter().find(|list| list.name() == name)
    }

    /// Its name, in addresses and answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Infos => "educationInfos",
            Self::Events => "educationEvents",
            Self::Providers => "educationProviders",
        }
    }

    const fn letter(self) -> &'static str {
        match self {
            Self::Infos => "i",
            Self::Events => "e",
            Self::Providers => "p",
        }
    }

    /// What the thing with this public id is called among the records of all sources.
    pub fn identifier(self, public: &str) -> String {
        format!("{}.{SOURCE}.{public}", self.letter())
    }

    /// The id in an identifier, whose case means nothing.
    pub fn id<K: Kind>(self, identifier: &str) -> Option<Id<K>> {
        let identifier = identifier.to_lowercase();
        Id::parse(identifier.strip_prefix(self.letter())?.strip_prefix('.')?.strip_prefix(SOURCE)?.strip_prefix('.')?)
    }

    /// Where the record of the thing with this public id is, below the host.
    pub fn address(self, public: &str) -> String {
        format!("{EMIL}{}/{}", self.name(), self.identifier(public))
    }
}

/// A record that holds.
pub fn active(content: Value) -> Value {
    json!({ "id": content["identifier"], "status": "ACTIVE", "content": content })
}

/// A record that is taken back.
pub fn deleted(identifier: String) -> Value {
    json!({ "id": identifier, "status": "DELETED", "content": null })
}

/// A page of a list.
#[derive(Debug)]
pub struct Page<'p> {
    /// Which list.
    pub list: List,
    /// Its records.
    pub records: Vec<Value>,
    /// Its number, from 0.
    pub number: usize,
    /// Records of a page.
    pub size: usize,
    /// Records of all pages.
    pub total: usize,
    /// What every page is asked with, as a query string without page and size.
    pub query: &'p str,
}

/// The contents of records.
pub struct Emil<'e> {
    /// Scheme and host.
    pub host: &'e str,
}

impl Emil<'_> {
    /// The page as it is answered.
    pub fn page(&self, page: Page<'_>) -> Value {
        let Page { list, records, number, size, total, query } = page;
        let pages = total.div_ceil(size);
        let link = |rel: &str, number: usize| {
            let mark = if query.is_empty() { "" } else { "&" };
            let href = format!("{}{EMIL}{}?{query}{mark}page={number}&size={size}", self.host, list.name());
            json!({ "rel": rel, "href": href })
        };
        let before = number.checked_sub(1).filter(|before| *before < pages).map(|before| link("prev", before));
        let after = (number + 1 < pages).then(|| link("next", number + 1));
        let links: Vec<Value> = [Some(link("self", number)), before, after].into_iter().flatten().collect();
        json!({
            "links": links,
            (list.name()): records,
            "page": { "size": size, "totalElements": total, "totalPages": pages, "pageNumber": number },
        })
    }

    /// An effort's content.
    pub fn info(&self, effort: &Effort, edited: Timestamp) -> Value {
        let id = effort.id.public();
        let mut info = json!({
            "identifier": List::Infos.identifier(&id),
            "code": id,
            "lastEdited": local(edited),
            "title": swedish_text(&effort.title),
            "url": self.page_of(&id),
            "type": code("C_SchoolType", SCHOOL_TYPE),
            "resultIsDegree": false,
            "extent": { "length": effort.hours, "unit": code("C_TimeType", "hours") },
        });
        if let Some(description) = &effort.description {
            info["description"] = swedish_text(description);
        }
        if let Some(configuration) = configuration(effort.kind) {
            info["configuration"] = code("C_Configuration", configuration);
        }
        let lists = [("C_Subject_SUN", &effort.codes.sun_field), ("AUB_Subject", &effort.codes.ssyk)];
        let subjects = lists.into_iter().filter_map(|(list, of)| of.as_deref().map(|of| code(list, of)));
        let subjects: Vec<Value> = subjects.collect();
        if !subjects.is_empty() {
            info["subjects"] = subjects.into();
        }
        info
    }

    /// The content of an occasion of `effort`, which `giver` gives.
    pub fn event(&self, occasion: &Occasion, effort: &Effort, giver: OrganisationId, edited: Timestamp) -> Value {
        // The day after its last: a day lasts to its end.
        let expires = occasion.ends_on.succ_opt().unwrap_or(occasion.ends_on);
        let mut event = json!({
            "identifier": List::Events.identifier(&occasion.id.public()),
            "education": List::Infos.identifier(&effort.id.public()),
            "providers": [List::Providers.identifier(&giver.public())],
            "lastEdited": local(edited),
            "expires": format!("{expires}T00:00:00"),
            "title": swedish_text(&effort.title),
            "url": self.page_of(&occasion.id.public()),
            "execution": {
                "condition": code("C_ExecutionCondition", "1"),
                "start": occasion.starts_on.to_string(),
                "end": occasion.ends_on.to_string(),
            },
            "isCancelled": occasion.status == OccasionStatus::Cancelled,
            "places": occasion.capacity,
        });
        if let Some(municipality) = &occasion.municipality {
            event["locations"] = json!([place(municipality)]);
        }
        let how = both(occasion.delivery.label());
        match occasion.delivery {
            Delivery::Place => {}
            Delivery::Distance => event["distance"] = json!({ "noOfMandatorySessions": 0, "description": how }),
            Delivery::Hybrid => event["distance"] = json!({ "description": how }),
        }
        event
    }

    /// The content of who gives.
    pub fn provider(&self, organisation: &Organisation, edited: Timestamp) -> Value {
        let id = organisation.id.public();
        let mut provider = json!({
            "identifier": List::Providers.identifier(&id),
            "lastEdited": local(edited),
            "name": swedish_text(&organisation.name),
            "url": self.page_of(&id),
            "contactAddress": organisation.municipality.as_deref().map_or_else(|| json!({}), place),
            "responsibleBody": {
                "type": code("C_Body", body(organisation.kind)),
                "name": swedish_text(&organisation.name),
            },
        });
        // A sole trader's is a person's.
        let number = organisation.number.as_ref().filter(|number| !number.is_personal());
        if let Some(number) = number {
            provider["organisationNumber"] = number.as_str().into();
        }
        provider
    }

    fn page_of(&self, public: &str) -> Value {
        json!({ "urls": [{ "lang": "swe", "value": format!("{}/ting/{public}", self.host) }] })
    }
}

fn code(list: &str, code: &str) -> Value {
    json!({ "type": list, "code": code })
}

fn swedish_text(text: &str) -> Value {
    json!({ "strings": [{ "lang": "swe", "value": text }] })
}

fn both(label: Label) -> Value {
    json!({ "strings": [{ "lang": "swe", "value": label.sv }, { "lang": "eng", "value": label.en }] })
}

fn place(municipality: &str) -> Value {
    json!({ "country": "SE", "areaCode": municipality })
}

/// What a clock in Sweden showed.
fn local(at: Timestamp) -> String {
    swedish(at).format("%Y-%m-%dT%H:%M:%S").to_string()
}

fn configuration(kind: EffortKind) -> Option<&'static str> {
    match kind {
        EffortKind::Course | EffortKind::Module => Some("kurs"),
        EffortKind::Programme => Some("program"),
        _ => None,
    }
}

/// Who answers for it, as far as the kind of organisation tells: a university may be the state's or its own.
fn body(kind: OrganisationKind) -> &'static str {
    use OrganisationKind as K;
    match kind {
        K::Municipality | K::MunicipalFederation => "kommunal",
        K::Region => "region",
        K::StateAgency => "statlig",
        K::Company | K::SoleTrader | K::IndustryAssociation | K::Union | K::Association => "enskild",
        K::University | K::EducationProvider | K::SciencePark | K::Other => "annan",
    }
}

#[cfg(test)]
mod tests {
    use kernel::id::{EffortId, SequentialIds};

    use super::*;

    fn page(number: usize, total: usize) -> Value {
        let page = Page { list: List::Events, records: Vec::new(), number, size: 2, total, query: "schoolType=AU" };
        Emil { host: "https://nav.example" }.page(page)
    }

    #[test]
    fn a_page_leads_to_those_that_are_there_and_no_further() {
        let rels = |number, total| {
            let links = page(number, total)["links"].as_array().expect("links").clone();
            links.iter().map(|link| link["rel"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(rels(0, 0), ["self"]);
        assert_eq!(rels(0, 2), ["self"]);
        assert_eq!(rels(0, 3), ["self", "next"]);
        assert_eq!(rels(1, 3), ["self", "prev"]);
        assert_eq!(rels(2, 3), ["self", "prev"]);
        assert_eq!(rels(9, 3), ["self"]);
        let told = page(0, 3);
        assert_eq!(told["page"], json!({ "size": 2, "totalElements": 3, "totalPages": 2, "pageNumber": 0 }));
        let next = "https://nav.example/emil3/educationEvents?schoolType=AU&page=1&size=2";
        assert_eq!(told["links"][1]["href"], next);
    }

    #[test]
    fn an_identifier_leads_back_whatever_its_case() {
        let id = EffortId::new(&SequentialIds::starting_at(7));
        let identifier = List::Infos.identifier(&id.public());
        assert_eq!(List::Infos.id(&identifier), Some(id));
        assert_eq!(List::Infos.id(&identifier.to_uppercase()), Some(id));
        for other in [identifier.replace("i.", "e."), id.public(), "i.sv.1".to_owned(), String::new()] {
            assert_eq!(List::Infos.id::<kernel::id::kind::Effort>(&other), None, "{other}");
        }
        assert_eq!(List::Providers.id::<kernel::id::kind::Effort>(&identifier), None);
    }
}
