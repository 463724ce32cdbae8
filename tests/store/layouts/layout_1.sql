-- A store as auditkit made it before there were migrations.
BEGIN TRANSACTION;
CREATE TABLE column_maps (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	fingerprint VARCHAR(64) NOT NULL, 
	mapping TEXT NOT NULL, 
	who VARCHAR(200) NOT NULL, 
	happened_at DATETIME NOT NULL
);
INSERT INTO "column_maps" VALUES(1,'a2597854ca4fe2e2ff84d492abb650ead2068f221361b8359476fead7b62ad27','{"Note": "text", "DOS": "date_of_service"}','D. Lee','2026-11-20 15:30:00.000000');
CREATE TABLE note_corrections (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	note_key VARCHAR(64) NOT NULL, 
	kinds VARCHAR(200) NOT NULL, 
	discipline VARCHAR(20) NOT NULL, 
	who VARCHAR(200) NOT NULL, 
	happened_at DATETIME NOT NULL
);
INSERT INTO "note_corrections" VALUES(1,'d36a81b8c46186a07ed72de86544584a4fa0728b5601a3c72709dc913bdb73c0','progress,treatment','PT','D. Lee','2026-11-20 15:30:00.000000');
CREATE TABLE schema_version (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	version INTEGER NOT NULL, 
	program_version VARCHAR(50) NOT NULL
);
INSERT INTO "schema_version" VALUES(1,1,'0.1.0');
CREATE TABLE settings (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR(200) NOT NULL, 
	setting TEXT NOT NULL, 
	who VARCHAR(200) NOT NULL, 
	happened_at DATETIME NOT NULL
);
INSERT INTO "settings" VALUES(1,'payer: PY-1','{"units_rule": "ama"}','A. Osei','2026-11-20 15:30:00.000000');
INSERT INTO "settings" VALUES(2,'payer: PY-1','{"units_rule": "cms"}','A. Osei','2026-11-20 15:30:00.000000');
CREATE TABLE verdict_decisions (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	note_key VARCHAR(64) NOT NULL, 
	rule VARCHAR(100) NOT NULL, 
	machine_answer VARCHAR(20) NOT NULL, 
	person_answer VARCHAR(20), 
	reason TEXT NOT NULL, 
	program_version VARCHAR(50) NOT NULL, 
	who VARCHAR(200) NOT NULL, 
	happened_at DATETIME NOT NULL, 
	CONSTRAINT a_decision_has_a_reason CHECK (length(trim(reason)) > 0)
);
INSERT INTO "verdict_decisions" VALUES(1,'d36a81b8c46186a07ed72de86544584a4fa0728b5601a3c72709dc913bdb73c0','skilled_need','not_met','met','It''s said in line 3; "why"','0.1.0','D. Lee','2026-11-20 15:30:00.000000');
INSERT INTO "verdict_decisions" VALUES(2,'d36a81b8c46186a07ed72de86544584a4fa0728b5601a3c72709dc913bdb73c0','timed_minutes','met','not_met','Two numbers','0.1.0','M. Ruiz','2026-11-20 15:30:00.000000');
INSERT INTO "verdict_decisions" VALUES(3,'d36a81b8c46186a07ed72de86544584a4fa0728b5601a3c72709dc913bdb73c0','timed_minutes','met',NULL,'withdrawn','0.1.0','M. Ruiz','2026-11-20 15:30:00.000000');
CREATE TRIGGER schema_version_no_update BEFORE UPDATE ON schema_version BEGIN SELECT RAISE(ABORT, 'rows of this table are kept as they were written'); END;
CREATE TRIGGER schema_version_no_delete BEFORE DELETE ON schema_version BEGIN SELECT RAISE(ABORT, 'rows of this table are kept as they were written'); END;
CREATE INDEX verdict_decisions_by_note ON verdict_decisions (note_key, rule, id);
CREATE TRIGGER verdict_decisions_no_update BEFORE UPDATE ON verdict_decisions BEGIN SELECT RAISE(ABORT, 'rows of this table are kept as they were written'); END;
CREATE TRIGGER verdict_decisions_no_delete BEFORE DELETE ON verdict_decisions BEGIN SELECT RAISE(ABORT, 'rows of this table are kept as they were written'); END;
CREATE INDEX note_corrections_by_note ON note_corrections (note_key, id);
CREATE TRIGGER note_corrections_no_update BEFORE UPDATE ON note_corrections BEGIN SELECT RAISE(ABORT, 'rows of this table are kept as they were written'); END;
CREATE TRIGGER note_corrections_no_delete BEFORE DELETE ON note_corrections BEGIN SELECT RAISE(ABORT, 'rows of this table are kept as they were written'); END;
CREATE INDEX column_maps_by_fingerprint ON column_maps (fingerprint, id);
CREATE TRIGGER column_maps_no_update BEFORE UPDATE ON column_maps BEGIN SELECT RAISE(ABORT, 'rows of this table are kept as they were written'); END;
CREATE TRIGGER column_maps_no_delete BEFORE DELETE ON column_maps BEGIN SELECT RAISE(ABORT, 'rows of this table are kept as they were written'); END;
CREATE INDEX settings_by_name ON settings (name, id);
CREATE TRIGGER settings_no_update BEFORE UPDATE ON settings BEGIN SELECT RAISE(ABORT, 'rows of this table are kept as they were written'); END;
CREATE TRIGGER settings_no_delete BEFORE DELETE ON settings BEGIN SELECT RAISE(ABORT, 'rows of this table are kept as they were written'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('schema_version',1);
INSERT INTO "sqlite_sequence" VALUES('verdict_decisions',3);
INSERT INTO "sqlite_sequence" VALUES('note_corrections',1);
INSERT INTO "sqlite_sequence" VALUES('column_maps',1);
INSERT INTO "sqlite_sequence" VALUES('settings',2);
COMMIT;
