//! What a field offers that follows from what another field names: decisions on the need, who belongs to a network's project, where and with
//! what a measure of a project is done, what may take an analysis's or a plan's place, and what is of the employer, the analysis and the
//! days of a plan.

use chrono::NaiveDate;
use graph::MutationField;
use kernel::command::Field;
use serde_json::{Value, json};
use web::{commands::Given, port::Refusal};

use super::{CommandService, Reader, by_id, input, lists::all, of_id};

/// Commands of which one field is chosen first, for what the others offer follows from it.
const FIRST: [(&str, &str); 2] = [("joinNetwork", "networkId"), ("addPrincipleMeasure", "projectId")];

/// The field of a command that is chosen before the others.
pub(super) fn first_of(row: &'static MutationField) -> Option<&'static Field> {
    let (_, name) = FIRST.iter().find(|(command, _)| *command == row.name)?;
    row.table.fields.iter().find(|field| field.name == *name)
}

/// The id that stands in a field of the form.
fn named(given: &Given, field: &str) -> Option<String> {
    let id = input::texts(given, field).first().map(|id| id.trim().to_owned());
    id.filter(|id| of_id(id).is_some())
}

impl CommandService {
    /// Those that fit what the form names elsewhere; nothing for another field, and where that is not named.
    pub(super) async fn of_what_is_named(
        &self,
        reader: &Reader,
        row: &MutationField,
        field: &Field,
        given: &Given,
    ) -> Result<Option<Value>, Refusal> {
        match (row.name, field.name) {
            ("endorseNeed", "decisionId") => {
                Ok(named(given, "needId").map(|need| json!({ "endorses": { "id": { "eq": need } } })))
            }
            ("joinNetwork" | "publishMaterial", "organisationId") => {
                let told = "... on ProfessionalNetwork { project { id owner { id } } }";
                let network = self.of_named(reader, given, "networkId", told).await?;
                Ok(parts_in(&network["project"]))
            }
            ("joinNetwork", "participantId") => {
                let told = "... on ProfessionalNetwork { project { id } }";
                let network = self.of_named(reader, given, "networkId", told).await?;
                let Some(project) = network["project"]["id"].as_str() else { return Ok(None) };
                let employer = named(given, "organisationId").map(|id| json!({ "organisationId": { "eq": id } }));
                Ok(all([Some(json!({ "projectId": { "eq": project } })), employer].into_iter().flatten().collect()))
            }
            ("addPrincipleMeasure" | "changePrincipleMeasure", "organisationId" | "effortId" | "targetId") => {
                let project = self.project_of_measure(reader, given).await?;
                Ok(match (field.name, project["id"].as_str()) {
                    ("organisationId", _) => parts_in(&project),
                    ("effortId", Some(id)) => Some(json!({ "projectId": { "eq": id } })),
                    // A target is found by its project.
                    (_, Some(id)) => Some(json!({ "id": { "eq": id } })),
                    (_, None) => None,
                })
            }
            ("draftPlan" | "startAnalysis", "projectId") => Ok(named(given, "organisationId").map(of_employer)),
            ("draftPlan", "analysisId") => {
                Ok(named(given, "organisationId").map(|id| json!({ "organisationId": { "eq": id } })))
            }
            ("planReflection", "projectId") => {
                let told = "... on Workplace { organisation { id } }";
                let place = self.of_named(reader, given, "workplaceId", told).await?;
                Ok(place["organisation"]["id"].as_str().map(|id| of_employer(id.to_owned())))
            }
            ("supersedeAnalysis", "supersedingAnalysisId") => {
                let told = "... on CompetenceAnalysis { id startedOn publishedOn organisation { id } }";
                let analysis = self.of_named(reader, given, "id", told).await?;
                Ok(analysis["id"].is_string().then(|| later_than(&analysis)))
            }
            ("supersedePlan", "supersedingPlanId") => {
                let told = "... on DevelopmentPlan { id validFrom validTo organisation { id } }";
                let plan = self.of_named(reader, given, "id", told).await?;
                Ok(plan["id"].is_string().then(|| followed_after(&plan, self.today())))
            }
            ("addPlanLine", "gapId" | "goalId") => {
                let told = "... on DevelopmentPlan { id validFrom validTo organisation { id } analysis { id } }";
                let plan = self.of_named(reader, given, "planId", told).await?;
                Ok(plan["id"].is_string().then(|| of_plan(&plan, field.name == "gapId")))
            }
            ("changePlanLine", "goalId") => {
                let told = "... on PlanLine { plan { id validFrom validTo organisation { id } } }";
                let plan = self.of_named(reader, given, "id", told).await?["plan"].take();
                Ok(plan["id"].is_string().then(|| of_plan(&plan, false)))
            }
            _ => Ok(None),
        }
    }

    /// What is told of the thing that a field of the form names; nothing where none is named, or the reader does not reach it.
    async fn of_named(&self, reader: &Reader, given: &Given, field: &str, told: &str) -> Result<Value, Refusal> {
        let Some(id) = named(given, field) else { return Ok(Value::Null) };
        let document = format!("query($id: ID!) {{ node(id: $id) {{ {told} }} }}");
        Ok(self.ask(reader, &document, by_id(&id)).await?["node"].take())
    }

    /// The project of the measure that is added or changed, and who owns it.
    async fn project_of_measure(&self, reader: &Reader, given: &Given) -> Result<Value, Refusal> {
        if named(given, "projectId").is_some() {
            return self.of_named(reader, given, "projectId", "... on Project { id owner { id } }").await;
        }
        let told = "... on PrincipleMeasure { project { id owner { id } } }";
        Ok(self.of_named(reader, given, "id", told).await?["project"].take())
    }
}

/// Organisations that own the project or have a part in it; nothing where there is none.
fn parts_in(project: &Value) -> Option<Value> {
    let (id, owner) = (project["id"].as_str()?, project["owner"]["id"].as_str()?);
    let part = json!({ "somePartnership": { "projectId": { "eq": id } } });
    Some(json!({ "or": [part, { "id": { "eq": owner } }] }))
}

/// Projects that the employer has a part in, or owns.
fn of_employer(id: String) -> Value {
    json!({ "or": [{ "somePartner": { "organisationId": { "eq": id } } }, { "ownerId": { "eq": id } }] })
}

/// The employer's other analyses that were made later, as `CompetenceAnalysis::supersede` has it; in which state is another matter.
fn later_than(analysis: &Value) -> Value {
    let began = &analysis["startedOn"];
    let since = match &analysis["publishedOn"] {
        Value::Null => json!({ "startedOn": { "from": began } }),
        published => json!({ "or": [
            { "startedOn": { "from": began }, "not": { "startedOn": { "to": began } } },
            { "startedOn": { "from": began }, "publishedOn": { "from": published } },
        ] }),
    };
    json!({ "and": [
        { "organisationId": { "eq": analysis["organisation"]["id"] } },
        { "not": { "id": { "eq": analysis["id"] } } },
        since,
    ] })
}

/// The employer's other plans that may be followed in this one's stead, as `DevelopmentPlan::supersede` has it.
fn followed_after(plan: &Value, today: NaiveDate) -> Value {
    let last: Option<NaiveDate> = plan["validTo"].as_str().and_then(|day| day.parse().ok());
    let until = last.map_or(today, |last| last.min(today));
    json!({ "and": [
        { "organisationId": { "eq": plan["organisation"]["id"] } },
        { "not": { "id": { "eq": plan["id"] } } },
        { "validFrom": { "from": plan["validFrom"] }, "validTo": { "from": until } },
    ] })
}

/// What a line of the plan answers or serves: gaps of the plan's analysis, or of its employer's where it has none, found by their analyses;
/// else the employer's goals of the plan's days.
fn of_plan(plan: &Value, is_gap: bool) -> Value {
    let employer = json!({ "organisationId": { "eq": plan["organisation"]["id"] } });
    if is_gap {
        return match plan["analysis"]["id"].as_str() {
            Some(analysis) => json!({ "id": { "eq": analysis } }),
            None => employer,
        };
    }
    let lasts = json!({ "or": [{ "validTo": { "isNull": true } }, { "validTo": { "from": plan["validFrom"] } }] });
    json!({ "and": [employer, { "validFrom": { "to": plan["validTo"] } }, lasts] })
}
