//! Kompetensramverk: what a competence analysis demands, as a package of CASE 1.1 (Competencies and Academic Standards Exchange,
//! 1EdTech), which systems for staff and for education read.
//!
//! | in the analysis | in the package |
//! | --- | --- |
//! | the analysis | `CFDocument` |
//! | a role | a `CFItem` of type Role, child of the document; `humanCodingScheme` is its SSYK code |
//! | a skill that a role demands | a `CFItem` of type Skill, child of the role; `humanCodingScheme` is JobTech's concept id |
//! | the level demanded | `hasSkillLevel` from the skill to a level of the rubric |
//! | the scale of levels | a `CFRubric` of one criterion |
//!
//! Within a package the document, the items and the associations are of the kinds that CASE has for there (`CFPckgDocument`,
//! `CFPckgItem`, `CFPckgAssociation`): they have no address of the package or the document that they stand in.
//!
//! Nothing in it is of a person, and nothing is counted. Every identifier follows from our ids (a UUID by name), so that a package
//! fetched again is of the same things.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveTime};
use kernel::{Id, Lang, Timestamp};
use serde_json::{Value, json};
use taxonomy::Scheme;
use uuid::Uuid;
use workplaces::{CompetenceAnalysis, LevelScale, SkillRequirement, analysis::AnalysisStatus};

/// The names of this service among all that are made into a UUID.
const NAMESPACE: Uuid = Uuid::from_u128(0x0b5a_6c3e_7d41_4f0a_9a52_6e1f_3c88_d2b7);

/// What a package is made of.
pub struct Frame<'f> {
    /// The analysis.
    pub analysis: &'f CompetenceAnalysis,
    /// Its employer's name.
    pub employer: &'f str,
    /// The scale of its levels.
    pub scale: &'f LevelScale,
    /// What it demands.
    pub requirements: &'f [SkillRequirement],
    /// When the analysis came to its status, where the trail tells: what came without one, as a loaded demonstration's, has a day at
    /// most.
    pub entered: Option<Timestamp>,
    /// The language of the codes' words.
    pub lang: Lang,
    /// Where the package is.
    pub address: &'f str,
}

/// The role that a requirement is of: its code and what it is called.
type Role<'f> = (&'f str, &'f str);

impl Frame<'_> {
    /// The package.
    pub fn package(&self) -> Value {
        let roles: BTreeSet<Role<'_>> = self.requirements.iter().map(role_of).collect();
        let items = roles.iter().map(|role| self.role(role)).chain(self.requirements.iter().map(|one| self.skill(one)));
        let items: Vec<Value> = items.collect();
        json!({
            "CFDocument": self.document(),
            "CFItems": items,
            "CFAssociations": self.associations(&roles),
            "CFDefinitions": { "CFItemTypes": [self.item_type("Role", "1"), self.item_type("Skill", "2")] },
            "CFRubrics": [self.rubric()],
        })
    }

    fn document(&self) -> Value {
        let identifier = self.document_identifier();
        let adoption = match self.analysis.status {
            AnalysisStatus::Published => "Adopted",
            AnalysisStatus::Superseded => "Deprecated",
            _ => "Draft",
        };
        // From one draft to another nothing in the package changes.
        let entered = self.entered.filter(|_| adoption != "Draft");
        let published = self.analysis.published_on.map(|day| day.and_time(NaiveTime::MIN).and_utc());
        let requirements = self.requirements.iter().map(|one| instant(&one.id));
        let changed = requirements.chain(published).chain(entered).fold(self.begun(), Ord::max);
        json!({
            "identifier": identifier,
            "uri": self.uri(&identifier),
            "creator": self.employer,
            "title": self.analysis.title,
            "language": self.language(),
            "caseVersion": "1.1",
            "adoptionStatus": adoption,
            "lastChangeDateTime": written(changed),
        })
    }

    fn role(&self, role: &Role<'_>) -> Value {
        let (ssyk, title) = *role;
        let mut item = self.item("Role", &self.role_identifier(role), title, ssyk, self.begun());
        if let Some(occupation) = taxonomy::lookup(Scheme::Ssyk2012, ssyk) {
            item["alternativeLabel"] = occupation.label(self.lang).into();
        }
        item
    }

    fn skill(&self, requirement: &SkillRequirement) -> Value {
        let identifier = skill_identifier(requirement);
        self.item("Skill", &identifier, self.skill_name(requirement), &requirement.skill, instant(&requirement.id))
    }

    fn item(&self, item_type: &str, identifier: &str, statement: &str, code: &str, changed: Timestamp) -> Value {
        json!({
            "identifier": identifier,
            "uri": self.uri(identifier),
            "fullStatement": statement,
            "humanCodingScheme": code,
            "CFItemType": item_type,
            "CFItemTypeURI": self.link(item_type, &self.item_type_identifier(item_type)),
            "language": self.language(),
            "lastChangeDateTime": written(changed),
        })
    }

    /// Each role under the document, each skill under its role, and the level of each skill.
    fn associations(&self, roles: &BTreeSet<Role<'_>>) -> Vec<Value> {
        let link_of = |role: &Role<'_>| self.link(role.1, &self.role_identifier(role));
        let mut associations: Vec<Value> = roles
            .iter()
            .enumerate()
            .map(|(at, role)| {
                let mut association = self.association("isChildOf", link_of(role), self.document_link(), self.begun());
                association["sequenceNumber"] = (at + 1).into();
                association
            })
            .collect();
        let mut under: BTreeMap<Role<'_>, usize> = BTreeMap::new();
        for requirement in self.requirements {
            let (role, changed) = (role_of(requirement), instant(&requirement.id));
            let place = under.entry(role).or_default();
            *place += 1;
            let skill = || self.link(self.skill_name(requirement), &skill_identifier(requirement));
            let mut child = self.association("isChildOf", skill(), link_of(&role), changed);
            child["sequenceNumber"] = (*place).into();
            let level = self.link(self.step(requirement.level), &self.level_identifier(requirement.level));
            associations.extend([child, self.association("hasSkillLevel", skill(), level, changed)]);
        }
        associations
    }

    fn association(&self, of: &str, origin: Value, destination: Value, changed: Timestamp) -> Value {
        let end = |link: &Value| link["identifier"].as_str().unwrap_or_default().to_owned();
        let identifier = named(&["association", of, &end(&origin), &end(&destination)]);
        json!({
            "identifier": identifier,
            "uri": self.uri(&identifier),
            "associationType": of,
            "originNodeURI": origin,
            "destinationNodeURI": destination,
            "lastChangeDateTime": written(changed),
        })
    }

    fn item_type(&self, title: &str, place: &str) -> Value {
        let identifier = self.item_type_identifier(title);
        json!({
            "identifier": identifier,
            "uri": self.uri(&identifier),
            "title": title,
            "description": title,
            "hierarchyCode": place,
            "lastChangeDateTime": written(self.begun()),
        })
    }

    fn rubric(&self) -> Value {
        let (scale, changed) = (self.scale.id.public(), written(instant(&self.scale.id)));
        let (rubric, criterion) = (named(&["rubric", &scale]), named(&["criterion", &scale]));
        let levels = self.scale.steps.iter().zip(1..).map(|(step, level)| {
            let identifier = self.level_identifier(level);
            json!({
                "identifier": identifier,
                "uri": self.uri(&identifier),
                "quality": step,
                "score": f64::from(level),
                "position": level,
                "rubricCriterionId": criterion,
                "lastChangeDateTime": changed,
            })
        });
        json!({
            "identifier": rubric,
            "uri": self.uri(&rubric),
            "title": self.scale.name,
            "lastChangeDateTime": changed,
            "CFRubricCriteria": [{
                "identifier": criterion,
                "uri": self.uri(&criterion),
                "category": self.scale.name,
                "position": 1,
                "rubricId": rubric,
                "lastChangeDateTime": changed,
                "CFRubricCriterionLevels": levels.collect::<Vec<_>>(),
            }],
        })
    }

    /// When the analysis, which names the roles, was begun.
    fn begun(&self) -> Timestamp {
        instant(&self.analysis.id)
    }

    fn language(&self) -> &'static str {
        match self.lang {
            Lang::Sv => "sv",
            Lang::En => "en",
        }
    }

    /// What the skill is called; its id where the list no longer has it.
    fn skill_name<'r>(&self, requirement: &'r SkillRequirement) -> &'r str {
        taxonomy::lookup(Scheme::Skill, &requirement.skill)
            .map_or(requirement.skill.as_str(), |skill| skill.label(self.lang))
    }

    fn step(&self, level: i32) -> &str {
        let place = usize::try_from(level).ok().and_then(|level| level.checked_sub(1));
        place.and_then(|place| self.scale.steps.get(place)).map_or("", String::as_str)
    }

    fn document_identifier(&self) -> String {
        named(&["document", &self.analysis.id.public()])
    }

    fn role_identifier(&self, role: &Role<'_>) -> String {
        named(&["role", &self.analysis.id.public(), role.0, role.1])
    }

    fn level_identifier(&self, level: i32) -> String {
        named(&["level", &self.scale.id.public(), &level.to_string()])
    }

    fn item_type_identifier(&self, title: &str) -> String {
        named(&["type", &self.analysis.id.public(), title])
    }

    fn document_link(&self) -> Value {
        self.link(&self.analysis.title, &self.document_identifier())
    }

    fn link(&self, title: &str, identifier: &str) -> Value {
        json!({ "title": title, "identifier": identifier, "uri": self.uri(identifier) })
    }

    /// Where the thing stands: within the package.
    fn uri(&self, identifier: &str) -> String {
        format!("{}#{identifier}", self.address)
    }
}

fn role_of(requirement: &SkillRequirement) -> Role<'_> {
    (requirement.ssyk.as_str(), requirement.role_title.as_str())
}

fn skill_identifier(requirement: &SkillRequirement) -> String {
    named(&["requirement", &requirement.id.public()])
}

/// The UUID of what these words name (RFC 9562, version 5): CASE takes none of the versions that came later.
fn named(words: &[&str]) -> String {
    let mut name = Vec::new();
    for word in words {
        // With its length before it, so that no two lists of words are one.
        name.extend(u64::try_from(word.len()).unwrap_or(u64::MAX).to_be_bytes());
        name.extend(word.as_bytes());
    }
    Uuid::new_v5(&NAMESPACE, &name).to_string()
}

/// When what has this id was made: the first 48 of an id's 130 bits, after two that are not used, are milliseconds. What stands in
/// a package, but for how far the analysis has come, is never changed after that.
pub(crate) fn instant<K>(id: &Id<K>) -> Timestamp {
    const LETTERS: &[u8] = b"0123456789abcdefghjkmnpqrstvwxyz";
    // Ten letters are fifty bits, the unused two among them.
    let value = id.as_str().bytes().take(10).fold(0_i64, |value, letter| {
        let digit = LETTERS.iter().position(|one| *one == letter).unwrap_or(0);
        value * 32 + i64::try_from(digit).unwrap_or(0)
    });
    DateTime::from_timestamp_millis(value).unwrap_or_default()
}

fn written(at: Timestamp) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use kernel::SequentialIds;

    use super::*;

    const ADDRESS: &str = "https://nav.example/ramverk/analysis_1.json";

    struct World {
        analysis: CompetenceAnalysis,
        scale: LevelScale,
        requirements: Vec<SkillRequirement>,
        entered: Option<Timestamp>,
    }

    impl World {
        /// Made at noon on the second of February 2012.
        fn new(status: AnalysisStatus) -> Self {
            let ids = SequentialIds::starting_at(1_328_184_000_000 << 80);
            let scale = LevelScale {
                id: Id::new(&ids),
                organisation: Id::new(&ids),
                name: "Skala".to_owned(),
                steps: ["Kan inte", "Kan", "Kan lära ut"].map(str::to_owned).to_vec(),
            };
            let analysis = CompetenceAnalysis {
                id: Id::new(&ids),
                version: 1,
                organisation: scale.organisation,
                project: None,
                scale: scale.id,
                title: "Kompetensanalys 2012".to_owned(),
                status,
                started_on: "2012-02-02".parse().expect("a day"),
                management_validated_on: None,
                union_validated_on: None,
                published_on: None,
                superseded_by: None,
            };
            let requirement = |ssyk: &str, title: &str, skill: &str, level| SkillRequirement {
                id: Id::new(&ids),
                analysis: analysis.id,
                organisation: analysis.organisation,
                ssyk: ssyk.to_owned(),
                role_title: title.to_owned(),
                skill: skill.to_owned(),
                level,
            };
            let requirements = vec![
                requirement("7223", "Operatör", "JFDz_Uyg_Nmy", 3),
                requirement("7223", "Operatör", "rdtv_EuD_NfB", 1),
                requirement("7212", "Svetsare", "rdtv_EuD_NfB", 2),
            ];
            Self { analysis, scale, requirements, entered: None }
        }

        fn package(&self) -> Value {
            Frame {
                analysis: &self.analysis,
                employer: "Verkstaden AB",
                scale: &self.scale,
                requirements: &self.requirements,
                entered: self.entered,
                lang: Lang::Sv,
                address: ADDRESS,
            }
            .package()
        }
    }

    fn list<'p>(package: &'p Value, name: &str) -> Vec<&'p Value> {
        package[name].as_array().expect("a list").iter().collect()
    }

    #[test]
    fn roles_hold_skills_and_skills_have_levels_of_the_scale() {
        let package = World::new(AnalysisStatus::Published).package();
        let title = |link: &Value| link["title"].as_str().expect("a title").to_owned();
        let cnc = taxonomy::lookup(Scheme::Skill, "JFDz_Uyg_Nmy").expect("a skill").label(Lang::Sv);
        let welding = taxonomy::lookup(Scheme::Skill, "rdtv_EuD_NfB").expect("a skill").label(Lang::Sv);
        let told: HashSet<(String, String, String)> = list(&package, "CFAssociations")
            .into_iter()
            .map(|one| {
                let of = one["associationType"].as_str().expect("a type").to_owned();
                (of, title(&one["originNodeURI"]), title(&one["destinationNodeURI"]))
            })
            .collect();
        let expected = [
            ("isChildOf", "Operatör", "Kompetensanalys 2012"),
            ("isChildOf", "Svetsare", "Kompetensanalys 2012"),
            ("isChildOf", cnc, "Operatör"),
            ("isChildOf", welding, "Operatör"),
            ("isChildOf", welding, "Svetsare"),
            ("hasSkillLevel", cnc, "Kan lära ut"),
            ("hasSkillLevel", welding, "Kan inte"),
            ("hasSkillLevel", welding, "Kan"),
        ];
        assert_eq!(told, expected.map(|(of, from, to)| (of.to_owned(), from.to_owned(), to.to_owned())).into());
    }

    fn walk(value: &Value, known: &mut Vec<String>, links: &mut Vec<String>) {
        match value {
            Value::Array(all) => all.iter().for_each(|one| walk(one, known, links)),
            Value::Object(fields) => {
                if let Some(identifier) = fields.get("identifier").and_then(Value::as_str) {
                    let is_link = fields.len() == 3 && fields.contains_key("title");
                    let list = if is_link { &mut *links } else { &mut *known };
                    list.push(identifier.to_owned());
                }
                fields.values().for_each(|one| walk(one, known, links));
            }
            _ => {}
        }
    }

    /// Each link leads to something in the package, and each identifier is of one thing.
    #[test]
    fn every_link_leads_to_what_is_in_the_package() {
        let package = World::new(AnalysisStatus::Published).package();
        let (mut known, mut links) = (Vec::new(), Vec::new());
        walk(&package, &mut known, &mut links);
        let once: HashSet<&String> = known.iter().collect();
        assert_eq!(once.len(), known.len(), "an identifier of two things");
        assert!(links.iter().all(|link| once.contains(link)), "{links:?}");
    }

    #[test]
    fn identifiers_are_names_that_stay_and_days_are_those_of_the_records() {
        let one = World::new(AnalysisStatus::Published).package();
        assert_eq!(one, World::new(AnalysisStatus::Published).package());
        let identifier = one["CFDocument"]["identifier"].as_str().expect("an identifier");
        assert_eq!(Uuid::parse_str(identifier).map(|uuid| uuid.get_version_num()), Ok(5));
        assert_ne!(named(&["a", "bc"]), named(&["ab", "c"]));
        assert_eq!(one["CFDocument"]["lastChangeDateTime"], "2012-02-02T12:00:00Z");
    }

    #[test]
    fn a_package_changes_when_it_is_published_and_when_another_takes_its_place() {
        let changed = |status, published_on: Option<&str>, entered: Option<&str>| {
            let mut world = World::new(status);
            world.analysis.published_on = published_on.map(|day| day.parse().expect("a day"));
            world.entered = entered.map(|at| at.parse().expect("an instant"));
            world.package()["CFDocument"]["lastChangeDateTime"].clone()
        };
        let (begun, day) = ("2012-02-02T12:00:00Z", Some("2012-03-01"));
        let (at, later) = ("2012-03-01T09:30:00Z", "2013-05-06T07:08:09Z");
        assert_eq!(changed(AnalysisStatus::Published, day, None), "2012-03-01T00:00:00Z");
        assert_eq!(changed(AnalysisStatus::Published, day, Some(at)), at);
        assert_eq!(changed(AnalysisStatus::Superseded, day, Some(later)), later);
        assert_eq!(changed(AnalysisStatus::Validated, None, Some(at)), begun, "a draft still");
    }

    #[test]
    fn what_is_not_published_is_a_draft() {
        let status = |status| World::new(status).package()["CFDocument"]["adoptionStatus"].clone();
        assert_eq!(status(AnalysisStatus::GapCalculated), "Draft");
        assert_eq!(status(AnalysisStatus::Published), "Adopted");
        assert_eq!(status(AnalysisStatus::Superseded), "Deprecated");
    }
}
