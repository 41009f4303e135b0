-- The tables of a data store; may be run again at any time, and changes nothing that is there.
-- Needs the right to create a schema and, once, the extension PostGIS.
CREATE EXTENSION IF NOT EXISTS postgis;
CREATE SCHEMA IF NOT EXISTS atlas;

-- One row: which form these tables have
CREATE TABLE IF NOT EXISTS atlas.form (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    number integer NOT NULL
);
INSERT INTO atlas.form (number) VALUES (1) ON CONFLICT DO NOTHING;

-- Data versions, and the files of each; equal files are kept once
CREATE TABLE IF NOT EXISTS atlas.version (
    id text PRIMARY KEY,
    pushed_at timestamptz NOT NULL DEFAULT now(),
    pushed_by text NOT NULL,
    note text NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS atlas.body (
    sha256 text PRIMARY KEY,
    content bytea NOT NULL
);
-- Most files are compressed already; trying again would only cost time
ALTER TABLE atlas.body ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE TABLE IF NOT EXISTS atlas.file (
    version text NOT NULL REFERENCES atlas.version ON DELETE CASCADE,
    path text NOT NULL,
    sha256 text NOT NULL REFERENCES atlas.body,
    PRIMARY KEY (version, path)
);

-- One row: the version that is served
CREATE TABLE IF NOT EXISTS atlas.present (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    version text NOT NULL REFERENCES atlas.version,
    since timestamptz NOT NULL DEFAULT now()
);

-- Who accepted which version when, from which file: one entry a change, never changed
CREATE TABLE IF NOT EXISTS atlas.log (
    number integer PRIMARY KEY,
    entry jsonb NOT NULL
);

-- What machines tell each other: letters of a briefing, lists of one's own, manifests of pictures
CREATE TABLE IF NOT EXISTS atlas.shelf (
    kind text NOT NULL,
    name text NOT NULL,
    body bytea NOT NULL,
    put_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (kind, name)
);

-- The collections, for questions by place and value; geometry in degrees
CREATE TABLE IF NOT EXISTS atlas.feature (
    version text NOT NULL REFERENCES atlas.version ON DELETE CASCADE,
    collection text NOT NULL,
    number integer NOT NULL,
    id text NOT NULL,
    properties jsonb NOT NULL,
    written jsonb NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    geom geometry(Geometry, 4326),
    PRIMARY KEY (version, collection, number)
);
CREATE INDEX IF NOT EXISTS feature_geom ON atlas.feature USING gist (geom);
CREATE INDEX IF NOT EXISTS feature_id ON atlas.feature (version, collection, id);

-- What is served now, for QGIS and others that read the database itself
CREATE OR REPLACE VIEW atlas.present_feature AS
    SELECT f.collection, f.number, f.id, f.properties, f.geom
    FROM atlas.feature f JOIN atlas.present p ON p.version = f.version;
