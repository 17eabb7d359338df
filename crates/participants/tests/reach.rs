//! Who is told who someone is, against a real database: the reach goes through participations.

use std::sync::Arc;

use access::{Actor, Assignment, Request, Role};
use chrono::NaiveDate;
use futures_util::future::BoxFuture;
use kernel::{
    Error, FixedClock, Id, Period, PersonalIdentity, Result, SequentialIds,
    id::{OrganisationId, ParticipantId, ProjectId},
};
use migrations::MigratorTrait;
use participants::{
    Participants, Participations, ProjectDirectory,
    participant::Person,
    participation::{Answer, EmploymentSituation, Entry, RegisterParticipation, Registrant},
};
use sea_orm::ConnectionTrait;
use store::{Connect, Db, Sealer};

struct Always;

impl ProjectDirectory for Always {
    fn period(&self, _: ProjectId) -> BoxFuture<'_, Result<Period>> {
        Box::pin(async { Ok(Period { from: day("2020-01-01"), to: None }) })
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

struct Fixture {
    db: Db,
    participations: Participations,
    participants: Participants,
    projects: [ProjectId; 2],
    employer: OrganisationId,
    _dir: tempfile::TempDir,
}

const ADA: &str = "19090527-1474";

impl Fixture {
    async fn open() -> Result<Self> {
        let dir = tempfile::tempdir().map_err(|e| Error::broken(e.to_string()))?;
        let url = format!("sqlite://{}", dir.path().join("test.db").display());
        let now = day("2026-11-22").and_hms_opt(8, 0, 0).expect("a time").and_utc();
        let (clock, ids) = (Arc::new(FixedClock(now)), Arc::new(SequentialIds::starting_at(1 << 90)));
        let db = Db::connect(&Connect::to(url), clock, ids, Sealer::new(&[5; 32])?).await?;
        migrations::Migrator::up(db.connection(), None).await.map_err(|e| Error::broken(e.to_string()))?;
        let employer: OrganisationId = Id::new(db.ids());
        let projects = [Id::new(db.ids()), Id::new(db.ids())];
        let mut sql = format!(
            "INSERT INTO organisations (id, version, number_is_personal, name, name_key, kind, demonstration, created_at) \
             VALUES ('{employer}', 1, false, 'Verkstaden AB', 'verkstaden ab', 'COMPANY', true, 0);"
        );
        for id in projects {
            sql.push_str(&format!(
                "INSERT INTO projects (id, version, name, name_key, status, owner_id, programme_period, \
                 planned_precision, money_precision, demonstration) \
                 VALUES ('{id}', 1, 'P', 'p', 'STARTED', '{employer}', '2014-2020', 'EXACT', 'EXACT', true);"
            ));
        }
        db.connection().execute_unprepared(&sql).await.map_err(|e| Error::broken(e.to_string()))?;
        let participations = Participations::new(&db, Arc::new(Always));
        let participants = Participants::new(&db);
        Ok(Self { db, participations, participants, projects, employer, _dir: dir })
    }

    fn caller(&self, role: Role, project: usize) -> Arc<Request> {
        self.as_holder(Assignment { project: Some(self.projects[project]), ..Assignment::bare(role) })
    }

    fn as_holder(&self, held: Assignment) -> Arc<Request> {
        Arc::new(Request::new(Actor::signed_in("i".into(), "s".into(), vec![held]), "r"))
    }

    async fn register(&self, project: usize, number: &str, name: &str, protected: bool) -> Result<ParticipantId> {
        let identity = PersonalIdentity::parse(number, self.db.clock().today())?;
        let command = RegisterParticipation {
            project: self.projects[project],
            registrant: Registrant::Person(Person { identity, name: name.into(), protected }),
            organisation: Some(self.employer),
            council: None,
            starts_on: day("2026-01-12"),
            entry: Entry {
                sex: None,
                birth_date: None,
                employment_situation: EmploymentSituation::UnderNotice,
                in_education: false,
                sun_level: None,
                municipality: None,
                ssyk: None,
                sni: None,
                disability: Answer::Yes,
                minority: Answer::Declined,
            },
        };
        let request = self.caller(Role::ProjectManager, project);
        Ok(self.participations.register(&request, command).await?.participant)
    }

    async fn name(&self, request: &Arc<Request>, id: ParticipantId) -> Result<Option<String>> {
        let names = self.participants.names(request, &[id]).await?;
        Ok(names.get(&id).and_then(|names| names.of(None)).map(|name| name.0.clone()))
    }

    async fn noted(&self) -> Result<i64> {
        let sql = "SELECT count(*) FROM read_log";
        let rows = self.db.all(sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, sql)).await?;
        rows[0].try_get_by_index(0).map_err(|e| Error::broken(e.to_string()))
    }
}

#[tokio::test]
async fn a_name_is_told_within_the_reach_and_noted() -> Result<()> {
    let fixture = Fixture::open().await?;
    let ada = fixture.register(0, ADA, "Ada Berg", false).await?;
    let organisation = Some(fixture.employer);
    let contact = fixture.as_holder(Assignment { organisation, ..Assignment::bare(Role::OrgContact) });
    let herself = fixture.as_holder(Assignment { participant: Some(ada), ..Assignment::bare(Role::Participant) });
    let readers = [fixture.caller(Role::ProjectManager, 0), fixture.caller(Role::HubCoordinator, 0), contact, herself];
    for (already, reader) in readers.iter().enumerate() {
        assert_eq!(fixture.noted().await?, already as i64);
        assert_eq!(fixture.name(reader, ada).await?.as_deref(), Some("Ada Berg"), "{reader:?}");
    }
    let elsewhere: OrganisationId = Id::new(fixture.db.ids());
    let strangers = [
        fixture.caller(Role::ProjectManager, 1),
        fixture.caller(Role::Evaluator, 0),
        fixture.caller(Role::CouncilChair, 0),
        fixture.as_holder(Assignment { organisation: Some(elsewhere), ..Assignment::bare(Role::OrgContact) }),
        Arc::new(Request::new(Actor::public(), "r")),
    ];
    for stranger in &strangers {
        assert_eq!(fixture.name(stranger, ada).await?, None, "{stranger:?}");
    }
    assert_eq!(fixture.noted().await?, readers.len() as i64);
    Ok(())
}

#[tokio::test]
async fn names_take_one_reading_statement_however_many() -> Result<()> {
    let fixture = Fixture::open().await?;
    let ids =
        [fixture.register(0, ADA, "Ada Berg", false).await?, fixture.register(0, "19801224-2387", "B", false).await?];
    let before = fixture.db.statements_sent();
    assert_eq!(fixture.participants.names(&fixture.caller(Role::ProjectManager, 0), &ids).await?.len(), 2);
    assert_eq!(fixture.db.statements_sent() - before, 2, "one to read, one to note");
    Ok(())
}

#[tokio::test]
async fn a_person_met_again_is_the_same_and_the_answer_does_not_say_so() -> Result<()> {
    let fixture = Fixture::open().await?;
    let first = fixture.register(0, ADA, "Ada Berg", false).await?;
    let stranger = fixture.caller(Role::ProjectManager, 1);
    assert_eq!(fixture.name(&stranger, first).await?, None);
    let again = fixture.register(1, "090527+1474", "Ada Lind", false).await?;
    assert_eq!(first, again);
    assert_eq!(fixture.name(&stranger, first).await?.as_deref(), Some("Ada Lind"));
    let here = fixture.caller(Role::ProjectManager, 0);
    assert_eq!(
        fixture.name(&here, first).await?.as_deref(),
        Some("Ada Berg"),
        "no one's name is replaced by another's"
    );
    let twice = fixture.register(1, ADA, "Ada Lind", false).await;
    assert!(matches!(twice, Err(Error::Conflict { .. })));
    Ok(())
}

#[tokio::test]
async fn an_id_read_somewhere_is_no_leave_to_register_its_owner() -> Result<()> {
    let fixture = Fixture::open().await?;
    let ada = fixture.register(0, ADA, "Ada Berg", false).await?;
    let stranger = fixture.caller(Role::ProjectManager, 1);
    let command = RegisterParticipation {
        project: fixture.projects[1],
        registrant: Registrant::Known(ada),
        organisation: None,
        council: None,
        starts_on: day("2026-01-12"),
        entry: Entry {
            sex: None,
            birth_date: None,
            employment_situation: EmploymentSituation::Employed,
            in_education: false,
            sun_level: None,
            municipality: None,
            ssyk: None,
            sni: None,
            disability: Answer::NotAsked,
            minority: Answer::NotAsked,
        },
    };
    let refused = fixture.participations.register(&stranger, command).await;
    assert!(matches!(refused, Err(Error::Invalid { ref field, .. }) if field == "participantId"), "{refused:?}");
    assert!(!fixture.participants.reaches(&stranger, ada).await?);
    assert!(fixture.participants.reaches(&fixture.caller(Role::Evaluator, 0), ada).await?);
    Ok(())
}

#[tokio::test]
async fn a_protected_person_is_shown_to_her_projects_manager_only() -> Result<()> {
    let fixture = Fixture::open().await?;
    let hidden = fixture.register(0, "19800229-Tf29", "Skyddad Person", false).await?;
    let marked = fixture.register(0, ADA, "Ada Berg", true).await?;
    for id in [hidden, marked] {
        let manager = fixture.caller(Role::ProjectManager, 0);
        assert!(fixture.name(&manager, id).await?.is_some());
        assert!(fixture.participants.identity(&manager, id, "Månadsrapport").await.is_ok());
        for role in [Role::HubCoordinator, Role::Auditor] {
            assert_eq!(fixture.name(&fixture.caller(role, 0), id).await?, None, "{role}");
        }
        let auditor = fixture.caller(Role::Auditor, 0);
        assert!(matches!(fixture.participants.identity(&auditor, id, "Revision").await, Err(Error::NotFound)));
        let held =
            |role, project: usize| Assignment { project: Some(fixture.projects[project]), ..Assignment::bare(role) };
        let assignments = vec![held(Role::ProjectManager, 1), held(Role::HubCoordinator, 0)];
        let elsewhere = Arc::new(Request::new(Actor::signed_in("i".into(), "s".into(), assignments), "r"));
        assert_eq!(fixture.name(&elsewhere, id).await?, None, "a manager of another project is no handler here");
    }
    Ok(())
}

#[tokio::test]
async fn protection_holds_where_it_was_told_and_is_told_nowhere_else() -> Result<()> {
    let fixture = Fixture::open().await?;
    let coordinators = [0, 1].map(|project| fixture.caller(Role::HubCoordinator, project));
    let names = async |id| -> Result<[Option<String>; 2]> {
        Ok([fixture.name(&coordinators[0], id).await?, fixture.name(&coordinators[1], id).await?])
    };
    let ada = fixture.register(0, ADA, "Ada Berg", true).await?;
    fixture.register(1, ADA, "Någon", false).await?;
    assert_eq!(names(ada).await?, [None, Some("Någon".to_owned())]);
    let bo = fixture.register(0, "19801224-2387", "Bo Lund", false).await?;
    fixture.register(1, "19801224-2387", "Någon", true).await?;
    assert_eq!(names(bo).await?, [None, None], "whoever registered her before is held to it");
    Ok(())
}

#[tokio::test]
async fn a_number_is_read_for_a_purpose_that_is_noted() -> Result<()> {
    let fixture = Fixture::open().await?;
    let ada = fixture.register(0, ADA, "Ada Berg", false).await?;
    let manager = fixture.caller(Role::ProjectManager, 0);
    let without = fixture.participants.identity(&manager, ada, " ").await;
    assert!(matches!(without, Err(Error::Invalid { ref field, .. }) if field == "purpose"));
    assert_eq!(fixture.noted().await?, 0);
    let identity = fixture.participants.identity(&manager, ada, "Månadsrapport").await?;
    assert_eq!(identity.formatted(), ADA);
    let sql = "SELECT purpose FROM read_log WHERE fields = 'identity'";
    let rows = fixture.db.all(sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, sql)).await?;
    let purpose: String = rows[0].try_get_by_index(0).map_err(|e| Error::broken(e.to_string()))?;
    assert_eq!(purpose, "Månadsrapport");
    let coordinator = fixture.caller(Role::HubCoordinator, 0);
    assert!(matches!(fixture.participants.identity(&coordinator, ada, "Nyfiken").await, Err(Error::Denied)));
    Ok(())
}
