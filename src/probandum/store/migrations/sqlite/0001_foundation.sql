-- Foundation: values, log, projections, search, jobs.
-- A value stands in `body` as JSON; every other column of a value table is computed from it.

CREATE TABLE log_entry (
  office TEXT NOT NULL,
  seq INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  leaf BLOB NOT NULL,
  PRIMARY KEY (office, seq)
) STRICT;

CREATE TABLE log_field (
  office TEXT NOT NULL,
  seq INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT,
  salt BLOB,
  PRIMARY KEY (office, seq, name),
  FOREIGN KEY (office, seq) REFERENCES log_entry (office, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE "source" (
  office TEXT NOT NULL,
  seq INTEGER NOT NULL,
  body TEXT,
  "id" TEXT GENERATED ALWAYS AS (json_extract(body, '$.id')) VIRTUAL,
  "evidence_code" TEXT GENERATED ALWAYS AS (json_extract(body, '$.evidence_code')) VIRTUAL,
  "name" TEXT GENERATED ALWAYS AS (json_extract(body, '$.name')) VIRTUAL,
  "media_type" TEXT GENERATED ALWAYS AS (json_extract(body, '$.media_type')) VIRTUAL,
  "restriction" TEXT GENERATED ALWAYS AS (json_extract(body, '$.restriction')) VIRTUAL,
  "size" INTEGER GENERATED ALWAYS AS (json_extract(body, '$.size')) VIRTUAL,
  PRIMARY KEY (office, seq),
  FOREIGN KEY (office, seq) REFERENCES log_entry (office, seq)
) STRICT;
CREATE UNIQUE INDEX source_by_id ON "source" ("id");
CREATE INDEX source_by_evidence_code ON "source" ("evidence_code");

CREATE TABLE "instance" (
  office TEXT NOT NULL,
  seq INTEGER NOT NULL,
  body TEXT,
  "id" TEXT GENERATED ALWAYS AS (json_extract(body, '$.id')) VIRTUAL,
  "source" TEXT GENERATED ALWAYS AS (json_extract(body, '$.source')) VIRTUAL,
  "name" TEXT GENERATED ALWAYS AS (json_extract(body, '$.name')) VIRTUAL,
  PRIMARY KEY (office, seq),
  FOREIGN KEY (office, seq) REFERENCES log_entry (office, seq)
) STRICT;
CREATE INDEX instance_by_source ON "instance" ("source");

CREATE TABLE "run" (
  office TEXT NOT NULL,
  seq INTEGER NOT NULL,
  body TEXT,
  "id" TEXT GENERATED ALWAYS AS (json_extract(body, '$.id')) VIRTUAL,
  "step" TEXT GENERATED ALWAYS AS (json_extract(body, '$.step')) VIRTUAL,
  "unit" TEXT GENERATED ALWAYS AS (json_extract(body, '$.unit')) VIRTUAL,
  "at" TEXT GENERATED ALWAYS AS (json_extract(body, '$.at')) VIRTUAL,
  "code_sha256" TEXT GENERATED ALWAYS AS (json_extract(body, '$.code_sha256')) VIRTUAL,
  "outputs" INTEGER GENERATED ALWAYS AS (json_extract(body, '$.outputs')) VIRTUAL,
  PRIMARY KEY (office, seq),
  FOREIGN KEY (office, seq) REFERENCES log_entry (office, seq)
) STRICT;
CREATE UNIQUE INDEX run_by_id ON "run" ("id");

CREATE TABLE "decision" (
  office TEXT NOT NULL,
  seq INTEGER NOT NULL,
  body TEXT,
  "id" TEXT GENERATED ALWAYS AS (json_extract(body, '$.id')) VIRTUAL,
  "at" TEXT GENERATED ALWAYS AS (json_extract(body, '$.at')) VIRTUAL,
  "kind" TEXT GENERATED ALWAYS AS (json_extract(body, '$.kind')) VIRTUAL,
  "target_kind" TEXT GENERATED ALWAYS AS (json_extract(body, '$.target_kind')) VIRTUAL,
  "target" TEXT GENERATED ALWAYS AS (json_extract(body, '$.target')) VIRTUAL,
  PRIMARY KEY (office, seq),
  FOREIGN KEY (office, seq) REFERENCES log_entry (office, seq)
) STRICT;
CREATE UNIQUE INDEX decision_by_id ON "decision" ("id");
CREATE INDEX decision_by_target ON "decision" ("target");

CREATE TABLE "text" (
  run TEXT NOT NULL,
  position INTEGER NOT NULL,
  body TEXT,
  salt BLOB,
  leaf BLOB NOT NULL,
  "id" TEXT GENERATED ALWAYS AS (json_extract(body, '$.id')) VIRTUAL,
  "source" TEXT GENERATED ALWAYS AS (json_extract(body, '$.source')) VIRTUAL,
  "text_sha256" TEXT GENERATED ALWAYS AS (json_extract(body, '$.text_sha256')) VIRTUAL,
  "reader" TEXT GENERATED ALWAYS AS (json_extract(body, '$.reader')) VIRTUAL,
  "characters" INTEGER GENERATED ALWAYS AS (json_extract(body, '$.characters')) VIRTUAL,
  PRIMARY KEY (run, position)
) STRICT;
CREATE INDEX text_by_id ON "text" ("id");
CREATE INDEX text_by_source ON "text" ("source");
CREATE INDEX text_by_text_sha256 ON "text" ("text_sha256");

CREATE TABLE "candidate" (
  run TEXT NOT NULL,
  position INTEGER NOT NULL,
  body TEXT,
  salt BLOB,
  leaf BLOB NOT NULL,
  "id" TEXT GENERATED ALWAYS AS (json_extract(body, '$.id')) VIRTUAL,
  "source" TEXT GENERATED ALWAYS AS (json_extract(body, '$.source')) VIRTUAL,
  "field" TEXT GENERATED ALWAYS AS (json_extract(body, '$.field')) VIRTUAL,
  "content" TEXT GENERATED ALWAYS AS (json_extract(body, '$.content')) VIRTUAL,
  PRIMARY KEY (run, position)
) STRICT;
CREATE INDEX candidate_by_source ON "candidate" ("source");

CREATE TABLE "passage" (
  run TEXT NOT NULL,
  position INTEGER NOT NULL,
  body TEXT,
  salt BLOB,
  leaf BLOB NOT NULL,
  "id" TEXT GENERATED ALWAYS AS (json_extract(body, '$.id')) VIRTUAL,
  "source" TEXT GENERATED ALWAYS AS (json_extract(body, '$.source')) VIRTUAL,
  "kind" TEXT GENERATED ALWAYS AS (json_extract(body, '$.kind')) VIRTUAL,
  "number" INTEGER GENERATED ALWAYS AS (json_extract(body, '$.number')) VIRTUAL,
  "speaker" TEXT GENERATED ALWAYS AS (json_extract(body, '$.speaker')) VIRTUAL,
  "date" TEXT GENERATED ALWAYS AS (json_extract(body, '$.date')) VIRTUAL,
  "text_sha256" TEXT GENERATED ALWAYS AS (json_extract(body, '$.text_sha256')) VIRTUAL,
  PRIMARY KEY (run, position)
) STRICT;
CREATE INDEX passage_by_id ON "passage" ("id");
CREATE INDEX passage_by_source ON "passage" ("source");
CREATE INDEX passage_by_text_sha256 ON "passage" ("text_sha256");

CREATE TABLE "statement" (
  run TEXT NOT NULL,
  position INTEGER NOT NULL,
  body TEXT,
  salt BLOB,
  leaf BLOB NOT NULL,
  "id" TEXT GENERATED ALWAYS AS (json_extract(body, '$.id')) VIRTUAL,
  "passage" TEXT GENERATED ALWAYS AS (json_extract(body, '$.passage')) VIRTUAL,
  "kind" TEXT GENERATED ALWAYS AS (json_extract(body, '$.kind')) VIRTUAL,
  "lane" TEXT GENERATED ALWAYS AS (json_extract(body, '$.lane')) VIRTUAL,
  "modality" TEXT GENERATED ALWAYS AS (json_extract(body, '$.modality')) VIRTUAL,
  "text_sha256" TEXT GENERATED ALWAYS AS (json_extract(body, '$.text_sha256')) VIRTUAL,
  "start" INTEGER GENERATED ALWAYS AS (json_extract(body, '$.start')) VIRTUAL,
  "quote" TEXT GENERATED ALWAYS AS (json_extract(body, '$.quote')) VIRTUAL,
  PRIMARY KEY (run, position)
) STRICT;
CREATE INDEX statement_by_id ON "statement" ("id");
CREATE INDEX statement_by_passage ON "statement" ("passage");

CREATE TABLE "anchor" (
  run TEXT NOT NULL,
  position INTEGER NOT NULL,
  body TEXT,
  salt BLOB,
  leaf BLOB NOT NULL,
  "id" TEXT GENERATED ALWAYS AS (json_extract(body, '$.id')) VIRTUAL,
  "decision" TEXT GENERATED ALWAYS AS (json_extract(body, '$.decision')) VIRTUAL,
  "statement" TEXT GENERATED ALWAYS AS (json_extract(body, '$.statement')) VIRTUAL,
  "text_sha256" TEXT GENERATED ALWAYS AS (json_extract(body, '$.text_sha256')) VIRTUAL,
  "start" INTEGER GENERATED ALWAYS AS (json_extract(body, '$.start')) VIRTUAL,
  PRIMARY KEY (run, position)
) STRICT;
CREATE INDEX anchor_by_statement ON "anchor" ("statement");
CREATE INDEX anchor_by_text_sha256_start ON "anchor" ("text_sha256", "start");

CREATE TABLE "group" (
  run TEXT NOT NULL,
  position INTEGER NOT NULL,
  body TEXT,
  salt BLOB,
  leaf BLOB NOT NULL,
  "id" TEXT GENERATED ALWAYS AS (json_extract(body, '$.id')) VIRTUAL,
  "scope" TEXT GENERATED ALWAYS AS (json_extract(body, '$.scope')) VIRTUAL,
  PRIMARY KEY (run, position)
) STRICT;
CREATE INDEX group_by_id ON "group" ("id");

CREATE TABLE "caution" (
  run TEXT NOT NULL,
  position INTEGER NOT NULL,
  body TEXT,
  salt BLOB,
  leaf BLOB NOT NULL,
  "id" TEXT GENERATED ALWAYS AS (json_extract(body, '$.id')) VIRTUAL,
  "tie" TEXT GENERATED ALWAYS AS (json_extract(body, '$.tie')) VIRTUAL,
  PRIMARY KEY (run, position)
) STRICT;
CREATE INDEX caution_by_id ON "caution" ("id");

CREATE TABLE "contradiction" (
  run TEXT NOT NULL,
  position INTEGER NOT NULL,
  body TEXT,
  salt BLOB,
  leaf BLOB NOT NULL,
  "id" TEXT GENERATED ALWAYS AS (json_extract(body, '$.id')) VIRTUAL,
  "first" TEXT GENERATED ALWAYS AS (json_extract(body, '$.first')) VIRTUAL,
  "second" TEXT GENERATED ALWAYS AS (json_extract(body, '$.second')) VIRTUAL,
  "about" TEXT GENERATED ALWAYS AS (json_extract(body, '$.about')) VIRTUAL,
  PRIMARY KEY (run, position)
) STRICT;
CREATE INDEX contradiction_by_id ON "contradiction" ("id");

CREATE TABLE "person_record" (
  run TEXT NOT NULL,
  position INTEGER NOT NULL,
  body TEXT,
  salt BLOB,
  leaf BLOB NOT NULL,
  "id" TEXT GENERATED ALWAYS AS (json_extract(body, '$.id')) VIRTUAL,
  "passage" TEXT GENERATED ALWAYS AS (json_extract(body, '$.passage')) VIRTUAL,
  PRIMARY KEY (run, position)
) STRICT;
CREATE INDEX person_record_by_passage ON "person_record" ("passage");

CREATE TABLE "histories" (
  run TEXT NOT NULL,
  position INTEGER NOT NULL,
  body TEXT,
  salt BLOB,
  leaf BLOB NOT NULL,
  "id" TEXT GENERATED ALWAYS AS (json_extract(body, '$.id')) VIRTUAL,
  PRIMARY KEY (run, position)
) STRICT;
CREATE INDEX histories_by_id ON "histories" ("id");

CREATE TABLE "estimate" (
  run TEXT NOT NULL,
  position INTEGER NOT NULL,
  body TEXT,
  salt BLOB,
  leaf BLOB NOT NULL,
  "id" TEXT GENERATED ALWAYS AS (json_extract(body, '$.id')) VIRTUAL,
  "histories" TEXT GENERATED ALWAYS AS (json_extract(body, '$.histories')) VIRTUAL,
  "method" TEXT GENERATED ALWAYS AS (json_extract(body, '$.method')) VIRTUAL,
  "total" REAL GENERATED ALWAYS AS (json_extract(body, '$.total')) VIRTUAL,
  "status" TEXT GENERATED ALWAYS AS (json_extract(body, '$.status')) VIRTUAL,
  PRIMARY KEY (run, position)
) STRICT;
CREATE INDEX estimate_by_id ON "estimate" ("id");

CREATE TABLE "assessment" (
  run TEXT NOT NULL,
  position INTEGER NOT NULL,
  body TEXT,
  salt BLOB,
  leaf BLOB NOT NULL,
  "id" TEXT GENERATED ALWAYS AS (json_extract(body, '$.id')) VIRTUAL,
  "framework" TEXT GENERATED ALWAYS AS (json_extract(body, '$.framework')) VIRTUAL,
  "element" TEXT GENERATED ALWAYS AS (json_extract(body, '$.element')) VIRTUAL,
  "binding" TEXT GENERATED ALWAYS AS (json_extract(body, '$.binding')) VIRTUAL,
  PRIMARY KEY (run, position)
) STRICT;
CREATE INDEX assessment_by_framework_element_binding ON "assessment" ("framework", "element", "binding");

CREATE TABLE "gap" (
  run TEXT NOT NULL,
  position INTEGER NOT NULL,
  body TEXT,
  salt BLOB,
  leaf BLOB NOT NULL,
  "id" TEXT GENERATED ALWAYS AS (json_extract(body, '$.id')) VIRTUAL,
  "kind" TEXT GENERATED ALWAYS AS (json_extract(body, '$.kind')) VIRTUAL,
  "subject_kind" TEXT GENERATED ALWAYS AS (json_extract(body, '$.subject_kind')) VIRTUAL,
  "subject" TEXT GENERATED ALWAYS AS (json_extract(body, '$.subject')) VIRTUAL,
  "step" TEXT GENERATED ALWAYS AS (json_extract(body, '$.step')) VIRTUAL,
  "reason" TEXT GENERATED ALWAYS AS (json_extract(body, '$.reason')) VIRTUAL,
  PRIMARY KEY (run, position)
) STRICT;
CREATE INDEX gap_by_id ON "gap" ("id");
CREATE INDEX gap_by_subject ON "gap" ("subject");

CREATE TABLE "current_run" (
  "step" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "run" TEXT,
  "memory" TEXT,
  PRIMARY KEY ("step", "unit")
) STRICT, WITHOUT ROWID;
CREATE INDEX current_run_by_run ON "current_run" ("run");

CREATE TABLE "review" (
  "statement" TEXT NOT NULL,
  "status" TEXT,
  "lane" TEXT,
  "passage" TEXT,
  "source" TEXT,
  "decision" TEXT,
  PRIMARY KEY ("statement")
) STRICT, WITHOUT ROWID;
CREATE INDEX review_by_status_lane ON "review" ("status", "lane");
CREATE INDEX review_by_passage ON "review" ("passage");

CREATE TABLE "member" (
  "cell" TEXT NOT NULL,
  "statement" TEXT NOT NULL,
  "side" TEXT,
  "status" TEXT,
  "source" TEXT,
  "origin" TEXT,
  "decision" TEXT,
  PRIMARY KEY ("cell", "statement")
) STRICT, WITHOUT ROWID;
CREATE INDEX member_by_cell_side_status_origin ON "member" ("cell", "side", "status", "origin");
CREATE INDEX member_by_statement ON "member" ("statement");

CREATE TABLE "cell" (
  "cell" TEXT NOT NULL,
  "side" TEXT NOT NULL,
  "accepted" INTEGER,
  "suggested" INTEGER,
  "origins_accepted" INTEGER,
  "origins_suggested" INTEGER,
  PRIMARY KEY ("cell", "side")
) STRICT, WITHOUT ROWID;

CREATE TABLE "origin" (
  "source" TEXT NOT NULL,
  "origin" TEXT,
  PRIMARY KEY ("source")
) STRICT, WITHOUT ROWID;

CREATE TABLE "logged_file" (
  "path" TEXT NOT NULL,
  "sha256" TEXT,
  PRIMARY KEY ("path")
) STRICT, WITHOUT ROWID;

CREATE TABLE "setting" (
  "name" TEXT NOT NULL,
  "value" TEXT,
  PRIMARY KEY ("name")
) STRICT, WITHOUT ROWID;

CREATE TABLE "dirty" (
  "projection" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  PRIMARY KEY ("projection", "key")
) STRICT, WITHOUT ROWID;

CREATE TABLE "job" (
  "id" TEXT NOT NULL,
  "kind" TEXT,
  "arguments" TEXT,
  "state" TEXT,
  "created" TEXT,
  "started" TEXT,
  "heartbeat" TEXT,
  "finished" TEXT,
  "progress" TEXT,
  "message" TEXT,
  PRIMARY KEY ("id")
) STRICT, WITHOUT ROWID;
CREATE INDEX job_by_state ON "job" ("state");

CREATE TABLE search_entry (
  row INTEGER PRIMARY KEY,
  passage TEXT NOT NULL UNIQUE,
  words TEXT NOT NULL,
  characters TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search_words USING fts5 (
  words, characters, tokenize = 'ascii', content = 'search_entry', content_rowid = 'row'
);
