-- A store on a server as auditkit made it before there were migrations.
CREATE TABLE column_maps (
    id integer NOT NULL,
    fingerprint character varying(64) NOT NULL,
    mapping text NOT NULL,
    who character varying(200) NOT NULL,
    happened_at timestamp without time zone NOT NULL
);
CREATE SEQUENCE column_maps_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE column_maps_id_seq OWNED BY column_maps.id;
CREATE TABLE note_corrections (
    id integer NOT NULL,
    note_key character varying(64) NOT NULL,
    kinds character varying(200) NOT NULL,
    discipline character varying(20) NOT NULL,
    who character varying(200) NOT NULL,
    happened_at timestamp without time zone NOT NULL
);
CREATE SEQUENCE note_corrections_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE note_corrections_id_seq OWNED BY note_corrections.id;
CREATE TABLE schema_version (
    id integer NOT NULL,
    version integer NOT NULL,
    program_version character varying(50) NOT NULL
);
CREATE SEQUENCE schema_version_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE schema_version_id_seq OWNED BY schema_version.id;
CREATE TABLE settings (
    id integer NOT NULL,
    name character varying(200) NOT NULL,
    setting text NOT NULL,
    who character varying(200) NOT NULL,
    happened_at timestamp without time zone NOT NULL
);
CREATE SEQUENCE settings_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE settings_id_seq OWNED BY settings.id;
CREATE TABLE verdict_decisions (
    id integer NOT NULL,
    note_key character varying(64) NOT NULL,
    rule character varying(100) NOT NULL,
    machine_answer character varying(20) NOT NULL,
    person_answer character varying(20),
    reason text NOT NULL,
    program_version character varying(50) NOT NULL,
    who character varying(200) NOT NULL,
    happened_at timestamp without time zone NOT NULL,
    CONSTRAINT a_decision_has_a_reason CHECK ((length(TRIM(BOTH FROM reason)) > 0))
);
CREATE SEQUENCE verdict_decisions_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE verdict_decisions_id_seq OWNED BY verdict_decisions.id;
ALTER TABLE ONLY column_maps ALTER COLUMN id SET DEFAULT nextval('column_maps_id_seq'::regclass);
ALTER TABLE ONLY note_corrections ALTER COLUMN id SET DEFAULT nextval('note_corrections_id_seq'::regclass);
ALTER TABLE ONLY schema_version ALTER COLUMN id SET DEFAULT nextval('schema_version_id_seq'::regclass);
ALTER TABLE ONLY settings ALTER COLUMN id SET DEFAULT nextval('settings_id_seq'::regclass);
ALTER TABLE ONLY verdict_decisions ALTER COLUMN id SET DEFAULT nextval('verdict_decisions_id_seq'::regclass);
INSERT INTO column_maps VALUES (1, 'a2597854ca4fe2e2ff84d492abb650ead2068f221361b8359476fead7b62ad27', '{"Note": "text", "DOS": "date_of_service"}', 'D. Lee', '2026-11-20 15:30:00');
INSERT INTO note_corrections VALUES (1, 'd36a81b8c46186a07ed72de86544584a4fa0728b5601a3c72709dc913bdb73c0', 'progress,treatment', 'PT', 'D. Lee', '2026-11-20 15:30:00');
INSERT INTO schema_version VALUES (1, 1, '0.1.0');
INSERT INTO settings VALUES (1, 'payer: PY-1', '{"units_rule": "cms"}', 'A. Osei', '2026-11-20 15:30:00');
INSERT INTO verdict_decisions VALUES (1, 'd36a81b8c46186a07ed72de86544584a4fa0728b5601a3c72709dc913bdb73c0', 'skilled_need', 'not_met', 'met', 'It''s said in line 3; "why"', '0.1.0', 'D. Lee', '2026-11-20 15:30:00');
INSERT INTO verdict_decisions VALUES (2, 'd36a81b8c46186a07ed72de86544584a4fa0728b5601a3c72709dc913bdb73c0', 'timed_minutes', 'met', 'not_met', 'Two numbers', '0.1.0', 'M. Ruiz', '2026-11-20 15:30:00');
INSERT INTO verdict_decisions VALUES (3, 'd36a81b8c46186a07ed72de86544584a4fa0728b5601a3c72709dc913bdb73c0', 'timed_minutes', 'met', NULL, 'withdrawn', '0.1.0', 'M. Ruiz', '2026-11-20 15:30:00');
SELECT pg_catalog.setval('column_maps_id_seq', 1, true);
SELECT pg_catalog.setval('note_corrections_id_seq', 1, true);
SELECT pg_catalog.setval('schema_version_id_seq', 1, true);
SELECT pg_catalog.setval('settings_id_seq', 1, true);
SELECT pg_catalog.setval('verdict_decisions_id_seq', 3, true);
ALTER TABLE ONLY column_maps
    ADD CONSTRAINT column_maps_pkey PRIMARY KEY (id);
ALTER TABLE ONLY note_corrections
    ADD CONSTRAINT note_corrections_pkey PRIMARY KEY (id);
ALTER TABLE ONLY schema_version
    ADD CONSTRAINT schema_version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY settings
    ADD CONSTRAINT settings_pkey PRIMARY KEY (id);
ALTER TABLE ONLY verdict_decisions
    ADD CONSTRAINT verdict_decisions_pkey PRIMARY KEY (id);
CREATE INDEX column_maps_by_fingerprint ON column_maps USING btree (fingerprint, id);
CREATE INDEX note_corrections_by_note ON note_corrections USING btree (note_key, id);
CREATE INDEX settings_by_name ON settings USING btree (name, id);
CREATE INDEX verdict_decisions_by_note ON verdict_decisions USING btree (note_key, rule, id);
