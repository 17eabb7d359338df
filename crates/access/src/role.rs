//! Roles. A role is held by a dated assignment that names its anchors.

kernel::text_enum! {
    pub enum Role ("Roll.", "Role.") {
        CouncilChair = "COUNCIL_CHAIR" ("Ordförande", "Council chair"),
        CouncilMember = "COUNCIL_MEMBER" ("Ledamot", "Council member"),
        Adjunct = "ADJUNCT" ("Adjungerad", "Co-opted member"),
        ProcessLeader = "PROCESS_LEADER" ("Processledare", "Process leader"),
        HubCoordinator = "HUB_COORDINATOR" ("Kompetensnavssamordnare", "Hub coordinator"),
        HubManager = "HUB_MANAGER" ("Navchef", "Hub manager"),
        ProjectManager = "PROJECT_MANAGER" ("Projektledare", "Project manager"),
        ProjectEconomist = "PROJECT_ECONOMIST" ("Projektekonom", "Project economist"),
        ProcurementOfficer = "PROCUREMENT_OFFICER" ("Upphandlare", "Procurement officer"),
        Provider = "PROVIDER" ("Utbildningsanordnare", "Provider"),
        OrgContact = "ORG_CONTACT" ("Kontaktperson", "Organisation contact"),
        LineManager = "LINE_MANAGER" ("Chef", "Line manager"),
        Participant = "PARTICIPANT" ("Deltagare", "Participant"),
        UnionRep = "UNION_REP" ("Facklig företrädare", "Union representative"),
        Evaluator = "EVALUATOR" ("Utvärderare", "Evaluator"),
        Dpo = "DPO" ("Dataskyddsombud", "Data protection officer"),
        Auditor = "AUDITOR" ("Revisor", "Auditor"),
        SystemAdmin = "SYSTEM_ADMIN" ("Systemförvaltare", "System administrator"),
        Public = "PUBLIC" ("Allmänheten", "The public", ("alla har den, ingen tilldelas den", "everyone has it, nobody is given it")),
    }
}
