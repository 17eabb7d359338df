//! Öppna data: the open questions as DCAT-AP-SE 3.0.1, in JSON-LD and in RDF/XML, for the data portal to harvest.

use chrono::NaiveDate;
use kernel::{Error, Lang, text_enum};
use oxjsonld::JsonLdParser;
use oxrdfxml::RdfXmlSerializer;
use serde_json::{Value, json};

use crate::{
    definition::{Dcat, Question, Text},
    encode::Format,
};

/// The name under `/fragor/` by which the catalogue is known: no question has it.
pub const CATALOGUE: &str = "katalog";
/// Below which the efforts are told of by EMIL 3.
pub const EMIL: &str = "/emil3/";

const FREQUENCY: &str = "http://publications.europa.eu/resource/authority/frequency/";
const DATA_THEME: &str = "http://publications.europa.eu/resource/authority/data-theme/";
const LANGUAGE: &str = "http://publications.europa.eu/resource/authority/language/";
const PUBLIC: &str = "http://publications.europa.eu/resource/authority/access-right/PUBLIC";
const CC0: &str = "http://creativecommons.org/publicdomain/zero/1.0/";
const MEDIA_TYPE: &str = "https://www.iana.org/assignments/media-types/";

const PUBLISHER_TYPE: &str = "http://purl.org/adms/publishertype/";
const PREFIXES: [(&str, &str); 6] = [
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("adms", "http://www.w3.org/ns/adms#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

text_enum! {
    /// What kind of organisation publishes: the codes of ADMS.
    pub enum PublisherKind {
        Local = "LocalAuthority" ("Kommun", "Local authority"),
        Regional = "RegionalAuthority" ("Region", "Regional authority"),
        National = "NationalAuthority" ("Statlig myndighet", "National authority"),
        Academia = "Academia-ScientificOrganisation" ("Lärosäte", "Academia"),
        Company = "Company" ("Företag", "Company"),
        Industry = "IndustryConsortium" ("Branschorganisation", "Industry consortium"),
        NonGovernmental = "NonGovernmentalOrganisation" ("Förening", "Non-governmental organisation"),
        NonProfit = "NonProfitOrganisation" ("Ideell organisation", "Non-profit organisation"),
    }
}

/// Who publishes, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publisher {
    /// Name.
    pub name: String,
    /// What kind of organisation it is.
    pub kind: PublisherKind,
    /// Its own address.
    pub homepage: String,
    /// Where to ask about the data; empty where nobody is named.
    pub email: String,
    /// Scheme and host of the service, without a last slash.
    pub host: String,
    /// When the catalogue was last changed, where known.
    pub modified: Option<NaiveDate>,
}

/// The catalogue of these questions. Those that are not open are left out, whoever passes them.
pub fn catalogue<'a>(publisher: &Publisher, questions: impl IntoIterator<Item = &'a Question>) -> Value {
    let host = &publisher.host;
    let open: Vec<(&Question, &Dcat)> =
        questions.into_iter().filter_map(|question| opened(question).map(|dcat| (question, dcat))).collect();
    let catalogue = json!({
        "@id": catalogue_id(host),
        "@type": "dcat:Catalog",
        "dct:title": both(&Text::new("Kompetensnavs öppna data", "Kompetensnav's open data")),
        "dct:description": both(&Text::new(
            "Kompetensförsörjning i Sverige: behov, insatser, deltagande och resultat. Antal personer är skyddade.",
            "Skills provision in Sweden: needs, efforts, participation and outcomes. Counts of people are protected.",
        )),
        "dct:publisher": { "@id": publisher_id(host) },
        "dct:license": { "@id": CC0 },
        "dct:language": [{ "@id": format!("{LANGUAGE}SWE") }, { "@id": format!("{LANGUAGE}ENG") }],
        "foaf:homepage": { "@id": format!("{host}/") },
        "dcat:themeTaxonomy": { "@id": DATA_THEME.trim_end_matches('/') },
        "dcat:dataset": open.iter().map(|(question, _)| json!({ "@id": dataset_id(host, question) })).collect::<Vec<_>>(),
        "dcat:service": { "@id": service_id(host) },
    });
    let catalogue = with_date(catalogue, publisher.modified);
    let agent = json!({
        "@id": publisher_id(host), "@type": "foaf:Agent",
        "foaf:name": publisher.name, "foaf:homepage": { "@id": publisher.homepage },
        "dct:type": { "@id": format!("{PUBLISHER_TYPE}{}", publisher.kind.as_str()) },
    });
    let mut contact = json!({ "@id": contact_id(host), "@type": "vcard:Organization", "vcard:fn": publisher.name });
    if !publisher.email.is_empty() {
        contact["vcard:hasEmail"] = json!({ "@id": format!("mailto:{}", publisher.email) });
    }
    let mut graph = vec![catalogue, agent, contact, service(host)];
    for (question, dcat) in open {
        graph.push(dataset(publisher, question, dcat));
        graph.extend(Format::ALL.map(|format| distribution(host, question, format)));
    }
    json!({ "@context": context(), "@graph": graph })
}

/// The catalogue as RDF/XML, the form that the national portal harvests: the same statements.
///
/// # Errors
/// `Broken` where a publisher's address is no IRI; the configuration refuses such.
pub fn rdf_xml(catalogue: &Value) -> Result<Vec<u8>, Error> {
    let broken = |error: &dyn std::fmt::Display| Error::broken(format!("the catalogue cannot be written: {error}"));
    let text = catalogue.to_string();
    let serializer = PREFIXES.into_iter().try_fold(RdfXmlSerializer::new(), |serializer, (prefix, iri)| {
        serializer.with_prefix(prefix, iri).map_err(|error| broken(&error))
    })?;
    let mut writer = serializer.for_writer(Vec::new());
    for quad in JsonLdParser::new().for_slice(&text) {
        let quad = quad.map_err(|error| broken(&error))?;
        writer.serialize_triple(quad.as_ref()).map_err(|error| broken(&error))?;
    }
    writer.finish().map_err(|error| broken(&error))
}

fn opened(question: &Question) -> Option<&Dcat> {
    question.definition().dcat.as_ref().filter(|_| question.definition().open)
}

fn context() -> Value {
    Value::Object(PREFIXES.into_iter().map(|(prefix, iri)| (prefix.to_owned(), iri.into())).collect())
}

/// What answers by an interface that others have made: the efforts, as Susa-navet gives what others offer.
fn service(host: &str) -> Value {
    json!({
        "@id": service_id(host),
        "@type": "dcat:DataService",
        "dct:title": both(&Text::new("Insatser enligt EMIL 3", "Efforts by EMIL 3")),
        "dct:description": both(&Text::new(
            "Insatser som är schemalagda, deras tillfällen och vem som ger dem, enligt SS 10700:2024 (EMIL 3) i JSON, sida för sida.",
            "Efforts that are scheduled, their occasions and who gives them, by SS 10700:2024 (EMIL 3) in JSON, page by page.",
        )),
        "dct:publisher": { "@id": publisher_id(host) },
        "dct:license": { "@id": CC0 },
        "dct:accessRights": { "@id": PUBLIC },
        "dcat:contactPoint": { "@id": contact_id(host) },
        "dcat:theme": { "@id": format!("{DATA_THEME}EDUC") },
        "dcat:endpointURL": { "@id": format!("{host}{}", EMIL.trim_end_matches('/')) },
        "dcat:landingPage": { "@id": format!("{host}/oppna-data") },
    })
}

fn dataset(publisher: &Publisher, question: &Question, dcat: &Dcat) -> Value {
    let host = &publisher.host;
    let definition = question.definition();
    let tagged = |words: &[String], lang: &'static str| {
        words.iter().map(move |word| json!({ "@value": word, "@language": lang })).collect::<Vec<_>>()
    };
    let keywords = [tagged(&definition.keywords.sv, "sv"), tagged(&definition.keywords.en, "en")].concat();
    let themes = dcat.themes.iter().map(|code| json!({ "@id": format!("{DATA_THEME}{code}") }));
    let frequency = format!("{FREQUENCY}{}", dcat.periodicity.as_str());
    json!({
        "@id": dataset_id(host, question),
        "@type": "dcat:Dataset",
        "dct:identifier": question.slug(),
        "dct:title": both(&definition.title),
        "dct:description": both(&definition.ingress),
        "dct:publisher": { "@id": publisher_id(host) },
        "dct:accessRights": { "@id": PUBLIC },
        "dct:accrualPeriodicity": { "@id": frequency },
        "dct:language": [{ "@id": format!("{LANGUAGE}SWE") }, { "@id": format!("{LANGUAGE}ENG") }],
        "dcat:theme": themes.collect::<Vec<_>>(),
        "dcat:keyword": keywords,
        "dcat:contactPoint": { "@id": contact_id(host) },
        "dcat:landingPage": { "@id": page(host, question) },
        "adms:versionNotes": format!("version {}", definition.version),
        "dcat:distribution": Format::ALL.map(|format| json!({ "@id": distribution_id(host, question, format) })),
    })
}

fn distribution(host: &str, question: &Question, format: Format) -> Value {
    let media_type = format.media_type().split(';').next().unwrap_or_default();
    json!({
        "@id": distribution_id(host, question, format),
        "@type": "dcat:Distribution",
        "dct:title": both(&title_of(format)),
        "dct:format": media_type,
        "dcat:mediaType": { "@id": format!("{MEDIA_TYPE}{media_type}") },
        "dct:license": { "@id": CC0 },
        "dcat:accessURL": { "@id": page(host, question) },
        "dcat:downloadURL": { "@id": download(host, question, format) },
    })
}

fn title_of(format: Format) -> Text {
    match format {
        Format::Csv => Text::new("CSV, komma och punkt", "CSV, comma and point"),
        Format::CsvSwedish => Text::new("CSV för svenska kalkylprogram", "CSV for Swedish spreadsheet programs"),
        Format::Xlsx => Text::new("Excel", "Excel"),
        Format::Parquet => Text::new("Parquet", "Parquet"),
        Format::Jsonl => Text::new("JSON, ett objekt per rad", "JSON, an object a line"),
        Format::Json => Text::new("JSON", "JSON"),
    }
}

fn both(text: &Text) -> Value {
    json!([
        { "@value": text.get(Lang::Sv), "@language": "sv" },
        { "@value": text.get(Lang::En), "@language": "en" },
    ])
}

fn with_date(mut catalogue: Value, modified: Option<NaiveDate>) -> Value {
    if let (Some(day), Some(fields)) = (modified, catalogue.as_object_mut()) {
        let day = json!({ "@value": day.format("%Y-%m-%d").to_string(), "@type": "xsd:date" });
        fields.insert("dct:modified".to_owned(), day);
    }
    catalogue
}

fn page(host: &str, question: &Question) -> String {
    format!("{host}/fragor/{}", question.slug())
}

fn dataset_id(host: &str, question: &Question) -> String {
    format!("{}#data", page(host, question))
}

fn catalogue_id(host: &str) -> String {
    format!("{host}/fragor/{CATALOGUE}")
}

fn publisher_id(host: &str) -> String {
    format!("{}#utgivare", catalogue_id(host))
}

fn contact_id(host: &str) -> String {
    format!("{}#kontakt", catalogue_id(host))
}

fn service_id(host: &str) -> String {
    format!("{host}{EMIL}#tjanst")
}

fn distribution_id(host: &str, question: &Question, format: Format) -> String {
    let name = if format == Format::CsvSwedish { "csv-svensk" } else { format.extension() };
    format!("{}#{name}", page(host, question))
}

fn download(host: &str, question: &Question, format: Format) -> String {
    let query = if format == Format::CsvSwedish { "?format=svensk" } else { "" };
    format!("{}.{}{query}", page(host, question), format.extension())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalogue;

    fn published() -> Value {
        published_by("data@region.example")
    }

    fn published_by(email: &str) -> Value {
        let publisher = Publisher {
            name: "Exempelregionen".into(),
            kind: PublisherKind::Regional,
            homepage: "https://region.example".into(),
            email: email.into(),
            host: "https://nav.example".into(),
            modified: NaiveDate::from_ymd_opt(2026, 1, 2),
        };
        let all = Catalogue::built_in().expect("the library");
        catalogue(&publisher, all.all())
    }

    fn of_type<'a>(graph: &'a Value, kind: &str) -> Vec<&'a Value> {
        graph["@graph"].as_array().expect("graph").iter().filter(|node| node["@type"] == kind).collect()
    }

    #[test]
    fn only_open_questions_are_published_each_with_every_format() {
        let graph = published();
        let all = Catalogue::built_in().expect("the library");
        let open = all.open().len();
        assert!(open > 0 && open < all.all().len());
        assert_eq!(of_type(&graph, "dcat:Dataset").len(), open);
        assert_eq!(of_type(&graph, "dcat:Distribution").len(), open * Format::ALL.len());
        for closed in all.all().into_iter().filter(|question| !question.definition().open) {
            assert!(!graph.to_string().contains(&format!("/fragor/{}\"", closed.slug())), "{}", closed.slug());
        }
    }

    #[test]
    fn one_asks_where_the_publisher_says_and_nowhere_else() {
        let email = |graph: &Value| of_type(graph, "vcard:Organization")[0]["vcard:hasEmail"]["@id"].clone();
        assert_eq!(email(&published()), "mailto:data@region.example");
        let nobody = published_by("");
        assert_eq!(email(&nobody), Value::Null);
        assert!(!nobody.to_string().contains("mailto:"));
    }

    /// What DCAT-AP-SE 3.0.1 obliges, by class.
    const OBLIGED: [(&str, &[&str]); 6] = [
        ("dcat:DataService", &["dct:title", "dct:publisher", "dcat:contactPoint", "dcat:endpointURL"]),
        ("dcat:Catalog", &["dct:title", "dct:description", "dct:publisher", "dct:license", "dcat:dataset"]),
        ("dcat:Dataset", &["dct:title", "dct:description", "dct:publisher", "dcat:contactPoint", "dcat:theme"]),
        ("dcat:Distribution", &["dcat:accessURL", "dct:license", "dct:format"]),
        ("foaf:Agent", &["foaf:name", "dct:type"]),
        ("vcard:Organization", &["vcard:fn", "vcard:hasEmail"]),
    ];

    #[test]
    fn what_the_profile_obliges_is_there() {
        let graph = published();
        for (class, properties) in OBLIGED {
            let nodes = of_type(&graph, class);
            assert!(!nodes.is_empty(), "{class}");
            for (node, property) in nodes.iter().flat_map(|node| properties.iter().map(move |each| (node, each))) {
                assert!(!node[*property].is_null(), "{class} {} lacks {property}", node["@id"]);
            }
        }
        let agent = of_type(&graph, "foaf:Agent")[0];
        assert_eq!(agent["dct:type"]["@id"], "http://purl.org/adms/publishertype/RegionalAuthority");
        assert_eq!(agent["foaf:homepage"]["@id"], "https://region.example");
        assert_ne!(agent["@id"], agent["foaf:homepage"]["@id"], "an organisation is not its page");
    }

    #[test]
    fn rdf_xml_says_what_json_ld_says() {
        let graph = published();
        let xml = rdf_xml(&graph).expect("written");
        let sorted = |mut statements: Vec<String>| {
            statements.sort_unstable();
            statements
        };
        let text = graph.to_string();
        let told = JsonLdParser::new().for_slice(&text).map(|quad| {
            let quad = quad.expect("a statement");
            format!("{} {} {}", quad.subject, quad.predicate, quad.object)
        });
        let read = oxrdfxml::RdfXmlParser::new().for_slice(&xml).map(|triple| triple.expect("a statement").to_string());
        let (told, read) = (sorted(told.collect()), sorted(read.collect()));
        assert_eq!(told, read);
        assert!(told.len() > 500, "{} statements", told.len());
        assert!(String::from_utf8_lossy(&xml).starts_with("<?xml"));
    }

    #[test]
    fn what_the_profile_demands_is_there_and_every_reference_leads_somewhere() {
        let graph = published();
        for dataset in of_type(&graph, "dcat:Dataset") {
            for mandatory in ["dct:title", "dct:description", "dct:publisher", "dcat:theme", "dcat:contactPoint"] {
                assert!(!dataset[mandatory].is_null(), "{mandatory}");
            }
        }
        for distribution in of_type(&graph, "dcat:Distribution") {
            assert_eq!(distribution["dct:license"]["@id"], CC0);
            assert!(distribution["dcat:downloadURL"]["@id"].as_str().is_some_and(|url| url.starts_with("https://")));
        }
        let ids: Vec<&Value> = graph["@graph"].as_array().expect("graph").iter().map(|node| &node["@id"]).collect();
        let catalogue = of_type(&graph, "dcat:Catalog")[0];
        for dataset in catalogue["dcat:dataset"].as_array().expect("datasets") {
            assert!(ids.contains(&&dataset["@id"]));
        }
        assert!(ids.contains(&&catalogue["dcat:service"]["@id"]));
        for dataset in of_type(&graph, "dcat:Dataset") {
            for distribution in dataset["dcat:distribution"].as_array().expect("distributions") {
                assert!(ids.contains(&&distribution["@id"]), "{distribution}");
            }
            assert!(
                ids.contains(&&dataset["dct:publisher"]["@id"]) && ids.contains(&&dataset["dcat:contactPoint"]["@id"])
            );
        }
        assert_eq!(catalogue["dct:modified"]["@value"], "2026-01-02");
    }
}
