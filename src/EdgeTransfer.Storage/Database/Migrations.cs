using Dapper;
using EdgeTransfer.Core.Results;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Database;

/// <summary>Steps from an empty file to the present schema; a step that has been released is never changed.</summary>
internal static class Migrations
{
    internal static readonly string[] Steps =
    [
        """
        CREATE TABLE inspection (
            id TEXT NOT NULL PRIMARY KEY,
            station TEXT NOT NULL,
            trigger INTEGER NOT NULL,
            part_id TEXT NOT NULL UNIQUE,
            product TEXT NOT NULL,
            origin TEXT NOT NULL,
            at TEXT NOT NULL,
            verdict TEXT NOT NULL,
            reason TEXT NOT NULL,
            detail TEXT,
            scores TEXT,
            times TEXT,
            head TEXT,
            policy TEXT,
            recipe TEXT NOT NULL,
            calibration TEXT NOT NULL,
            UNIQUE (station, trigger)) STRICT;
        CREATE TABLE outbox (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            topic TEXT NOT NULL,
            payload BLOB NOT NULL,
            created TEXT NOT NULL) STRICT;
        CREATE TABLE trigger_block (
            station TEXT NOT NULL PRIMARY KEY,
            reserved INTEGER NOT NULL,
            complete INTEGER NOT NULL DEFAULT 0) STRICT;
        CREATE TABLE trigger_skip (
            station TEXT NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL) STRICT;
        CREATE TABLE sample (
            part_id TEXT NOT NULL PRIMARY KEY,
            product TEXT NOT NULL,
            at TEXT NOT NULL,
            feature_key TEXT NOT NULL,
            bytes INTEGER NOT NULL) STRICT;
        CREATE INDEX sample_product ON sample (product);
        CREATE TABLE label (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            part_id TEXT NOT NULL REFERENCES sample (part_id),
            class TEXT NOT NULL,
            said_by TEXT NOT NULL,
            channel TEXT NOT NULL,
            at TEXT NOT NULL,
            judged TEXT NOT NULL,
            judged_by TEXT) STRICT;
        CREATE INDEX label_part ON label (part_id, seq);
        CREATE TRIGGER label_never_changes BEFORE UPDATE ON label BEGIN SELECT RAISE(ABORT, 'labels are append-only'); END;
        CREATE TRIGGER label_never_goes BEFORE DELETE ON label BEGIN SELECT RAISE(ABORT, 'labels are append-only'); END;
        CREATE VIEW current_label AS
            SELECT * FROM label WHERE seq IN (SELECT MAX(seq) FROM label GROUP BY part_id);
        CREATE TABLE policy (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            product TEXT NOT NULL,
            version TEXT NOT NULL,
            head TEXT NOT NULL,
            json TEXT NOT NULL,
            said_by TEXT NOT NULL,
            at TEXT NOT NULL) STRICT;
        CREATE TRIGGER policy_never_changes BEFORE UPDATE ON policy BEGIN SELECT RAISE(ABORT, 'policies are append-only'); END;
        CREATE TRIGGER policy_never_goes BEFORE DELETE ON policy BEGIN SELECT RAISE(ABORT, 'policies are append-only'); END;
        """,
        """
        ALTER TABLE label ADD COLUMN marks TEXT;
        ALTER TABLE sample ADD COLUMN place TEXT;
        """,
        "ALTER TABLE inspection ADD COLUMN regions TEXT;",
        """
        CREATE TABLE log (
            seq INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            kind TEXT NOT NULL,
            product TEXT NOT NULL,
            subject TEXT NOT NULL,
            said_by TEXT NOT NULL,
            json TEXT NOT NULL,
            previous TEXT NOT NULL,
            hash TEXT NOT NULL) STRICT;
        CREATE TRIGGER log_never_changes BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        CREATE TRIGGER log_never_goes BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        """,
        """
        CREATE TABLE golden (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            part_id TEXT NOT NULL REFERENCES sample (part_id),
            product TEXT NOT NULL,
            class TEXT NOT NULL,
            locked TEXT,
            said_by TEXT NOT NULL,
            at TEXT NOT NULL) STRICT;
        CREATE INDEX golden_part ON golden (part_id, seq);
        CREATE TRIGGER golden_never_changes BEFORE UPDATE ON golden BEGIN SELECT RAISE(ABORT, 'locks are append-only'); END;
        CREATE TRIGGER golden_never_goes BEFORE DELETE ON golden BEGIN SELECT RAISE(ABORT, 'locks are append-only'); END;
        CREATE VIEW current_golden AS
            SELECT * FROM golden WHERE seq IN (SELECT MAX(seq) FROM golden GROUP BY part_id) AND locked IS NOT NULL;
        """,
        """
        ALTER TABLE sample ADD COLUMN reasons TEXT NOT NULL DEFAULT 'none';
        ALTER TABLE sample ADD COLUMN probability REAL;
        ALTER TABLE sample ADD COLUMN novelty REAL;
        CREATE TABLE evicted_sample (
            part_id TEXT NOT NULL PRIMARY KEY,
            product TEXT NOT NULL,
            at TEXT NOT NULL,
            why TEXT NOT NULL,
            files INTEGER NOT NULL) STRICT;
        CREATE INDEX evicted_files ON evicted_sample (product) WHERE files = 1;
        """,
        """
        CREATE TABLE training (
            id TEXT NOT NULL PRIMARY KEY,
            product TEXT NOT NULL,
            station TEXT NOT NULL,
            asked_by TEXT NOT NULL,
            reason TEXT NOT NULL,
            command TEXT,
            state TEXT NOT NULL,
            attempts INTEGER NOT NULL,
            begun TEXT NOT NULL,
            ended TEXT,
            feature_key TEXT,
            labels TEXT,
            up_to INTEGER,
            data_hash TEXT,
            seed INTEGER NOT NULL,
            options TEXT NOT NULL,
            head TEXT,
            outcome TEXT,
            detail TEXT) STRICT;
        CREATE INDEX training_product ON training (product, begun);
        CREATE INDEX training_state ON training (state);
        CREATE TRIGGER training_never_changes BEFORE UPDATE ON training WHEN OLD.state = 'ended'
            BEGIN SELECT RAISE(ABORT, 'a training that has ended never changes'); END;
        CREATE TRIGGER training_never_goes BEFORE DELETE ON training BEGIN SELECT RAISE(ABORT, 'trainings stay'); END;
        """,
        """
        CREATE TABLE disagreement (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            part_id TEXT NOT NULL,
            station TEXT NOT NULL,
            product TEXT NOT NULL,
            at TEXT NOT NULL,
            purpose TEXT NOT NULL,
            head TEXT NOT NULL,
            shadow TEXT NOT NULL,
            verdict TEXT NOT NULL,
            shadow_verdict TEXT NOT NULL,
            score REAL,
            shadow_score REAL,
            UNIQUE (part_id, shadow)) STRICT;
        CREATE INDEX disagreement_product ON disagreement (product, seq);
        CREATE TABLE watch (
            station TEXT NOT NULL PRIMARY KEY,
            json TEXT NOT NULL,
            at TEXT NOT NULL) STRICT;
        """,
        """
        CREATE TABLE import (
            id TEXT NOT NULL PRIMARY KEY,
            at TEXT NOT NULL,
            said_by TEXT NOT NULL,
            product TEXT NOT NULL,
            format TEXT NOT NULL,
            source TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            chain TEXT) STRICT;
        CREATE TABLE import_part (
            part_id TEXT NOT NULL,
            import TEXT NOT NULL REFERENCES import (id),
            PRIMARY KEY (part_id, import)) STRICT, WITHOUT ROWID;
        CREATE TABLE foreign_log (
            hash TEXT NOT NULL PRIMARY KEY,
            seq INTEGER NOT NULL,
            at TEXT NOT NULL,
            kind TEXT NOT NULL,
            product TEXT NOT NULL,
            subject TEXT NOT NULL,
            said_by TEXT NOT NULL,
            json TEXT NOT NULL,
            previous TEXT NOT NULL) STRICT;
        CREATE TRIGGER foreign_log_never_changes BEFORE UPDATE ON foreign_log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        CREATE TRIGGER foreign_log_never_goes BEFORE DELETE ON foreign_log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        """,
        """
        CREATE TABLE head (
            product TEXT NOT NULL,
            version TEXT NOT NULL,
            parent TEXT,
            feature_key TEXT NOT NULL,
            data_hash TEXT NOT NULL,
            created TEXT NOT NULL,
            origin TEXT NOT NULL,
            metrics TEXT NOT NULL,
            state TEXT NOT NULL,
            since TEXT NOT NULL,
            decision TEXT,
            sentence TEXT,
            gate TEXT,
            barred TEXT,
            PRIMARY KEY (product, version)) STRICT;
        CREATE UNIQUE INDEX head_one_active ON head (product) WHERE state = 'active';
        CREATE UNIQUE INDEX head_one_waiting ON head (product) WHERE state = 'waiting';
        CREATE TRIGGER head_never_goes BEFORE DELETE ON head BEGIN SELECT RAISE(ABORT, 'heads stay in the registry'); END;
        CREATE TABLE activation (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            product TEXT NOT NULL,
            version TEXT NOT NULL,
            policy TEXT NOT NULL,
            previous TEXT,
            said_by TEXT NOT NULL,
            reason TEXT,
            kind TEXT NOT NULL) STRICT;
        CREATE INDEX activation_product ON activation (product, seq);
        CREATE TRIGGER activation_never_changes BEFORE UPDATE ON activation BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
        CREATE TRIGGER activation_never_goes BEFORE DELETE ON activation BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
        CREATE TABLE pin (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            product TEXT NOT NULL,
            version TEXT NOT NULL,
            said_by TEXT NOT NULL,
            reason TEXT NOT NULL) STRICT;
        CREATE TRIGGER pin_never_changes BEFORE UPDATE ON pin BEGIN SELECT RAISE(ABORT, 'pins are append-only'); END;
        CREATE TRIGGER pin_never_goes BEFORE DELETE ON pin BEGIN SELECT RAISE(ABORT, 'pins are append-only'); END;
        CREATE TABLE command (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            station TEXT NOT NULL,
            name TEXT NOT NULL,
            at TEXT NOT NULL,
            reply TEXT NOT NULL) STRICT;
        """,
        // Names move out of what can never be changed, so that they can be forgotten; until now nothing depended on them.
        """
        PRAGMA secure_delete=ON;
        CREATE TABLE operator (
            key TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            last_seen TEXT NOT NULL) STRICT;
        INSERT INTO operator (key, name, last_seen)
            SELECT 'op-' || lower(hex(randomblob(4))), said_by, MAX(at) FROM (SELECT said_by, at FROM label UNION ALL SELECT said_by, at FROM policy UNION ALL SELECT said_by, at FROM golden UNION ALL SELECT asked_by, begun FROM training UNION ALL SELECT said_by, at FROM import UNION ALL SELECT said_by, at FROM activation UNION ALL SELECT said_by, at FROM pin) WHERE said_by <> 'device' GROUP BY said_by;
        ALTER TABLE label ADD COLUMN role TEXT;
        ALTER TABLE label ADD COLUMN reason TEXT;
        ALTER TABLE label ADD COLUMN was TEXT;
        ALTER TABLE label ADD COLUMN changed INTEGER NOT NULL DEFAULT 1;
        DROP TRIGGER label_never_changes;
        DROP TRIGGER policy_never_changes;
        DROP TRIGGER golden_never_changes;
        DROP TRIGGER training_never_changes;
        DROP TRIGGER activation_never_changes;
        DROP TRIGGER pin_never_changes;
        UPDATE label SET said_by = (SELECT key FROM operator WHERE name = said_by) WHERE said_by <> 'device';
        UPDATE policy SET said_by = (SELECT key FROM operator WHERE name = said_by) WHERE said_by <> 'device';
        UPDATE golden SET said_by = (SELECT key FROM operator WHERE name = said_by) WHERE said_by <> 'device';
        UPDATE training SET asked_by = (SELECT key FROM operator WHERE name = asked_by) WHERE asked_by <> 'device';
        UPDATE import SET said_by = (SELECT key FROM operator WHERE name = said_by) WHERE said_by <> 'device';
        UPDATE activation SET said_by = (SELECT key FROM operator WHERE name = said_by) WHERE said_by <> 'device';
        UPDATE pin SET said_by = (SELECT key FROM operator WHERE name = said_by) WHERE said_by <> 'device';
        UPDATE label SET was = (SELECT class FROM label AS earlier WHERE earlier.part_id = label.part_id AND earlier.seq < label.seq ORDER BY earlier.seq DESC LIMIT 1);
        CREATE TRIGGER label_never_changes BEFORE UPDATE ON label BEGIN SELECT RAISE(ABORT, 'labels are append-only'); END;
        CREATE TRIGGER policy_never_changes BEFORE UPDATE ON policy BEGIN SELECT RAISE(ABORT, 'policies are append-only'); END;
        CREATE TRIGGER golden_never_changes BEFORE UPDATE ON golden BEGIN SELECT RAISE(ABORT, 'locks are append-only'); END;
        CREATE TRIGGER training_never_changes BEFORE UPDATE ON training WHEN OLD.state = 'ended'
            BEGIN SELECT RAISE(ABORT, 'a training that has ended never changes'); END;
        CREATE TRIGGER activation_never_changes BEFORE UPDATE ON activation BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
        CREATE TRIGGER pin_never_changes BEFORE UPDATE ON pin BEGIN SELECT RAISE(ABORT, 'pins are append-only'); END;
        PRAGMA secure_delete=OFF;
        """,
        """
        ALTER TABLE outbox ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE outbox ADD COLUMN sent TEXT;
        ALTER TABLE outbox ADD COLUMN again INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX outbox_waiting ON outbox (kind, seq, topic, again) WHERE sent IS NULL;
        CREATE INDEX outbox_kept ON outbox (seq, sent) WHERE sent IS NOT NULL;
        """,
        // Every command is answered once: what it asked for is known by its digest, and an answer that is empty is one that is still owed.
        """
        ALTER TABLE command ADD COLUMN digest TEXT NOT NULL DEFAULT '';
        CREATE INDEX command_at ON command (at);
        ALTER TABLE inspection ADD COLUMN serial TEXT;
        ALTER TABLE inspection ADD COLUMN lot TEXT;
        CREATE TABLE hold (
            station TEXT NOT NULL PRIMARY KEY,
            paused INTEGER NOT NULL,
            said_by TEXT NOT NULL,
            reason TEXT,
            at TEXT NOT NULL) STRICT;
        CREATE TABLE station_recipe (
            station TEXT NOT NULL PRIMARY KEY,
            recipe TEXT NOT NULL,
            said_by TEXT NOT NULL,
            at TEXT NOT NULL) STRICT;
        """,
        // Alerts for the webhook, in the shape of the outbox.
        """
        CREATE TABLE webhook (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            topic TEXT NOT NULL,
            payload BLOB NOT NULL,
            created TEXT NOT NULL,
            kind INTEGER NOT NULL,
            sent TEXT,
            again INTEGER NOT NULL DEFAULT 0) STRICT;
        CREATE INDEX webhook_waiting ON webhook (kind, seq, topic, again) WHERE sent IS NULL;
        CREATE INDEX webhook_kept ON webhook (seq, sent) WHERE sent IS NOT NULL;
        """,
    ];

    /// <summary>Applies the steps that are missing, each in a transaction of its own.</summary>
    public static Refusal? Apply(SqliteConnection connection)
    {
        var version = Version(connection);
        if (version < 0 || version > Steps.Length)
        {
            return Newer(version);
        }

        for (; version < Steps.Length; version++)
        {
            using var transaction = connection.BeginTransaction();
            connection.Execute(Steps[version], transaction: transaction);
            connection.Execute($"PRAGMA user_version={version + 1}", transaction: transaction);
            transaction.Commit();
        }

        return null;
    }

    /// <summary>Why a database that nothing may be written to cannot be read; null when it has the present schema.</summary>
    public static Refusal? Check(SqliteConnection connection) => Version(connection) switch
    {
        var version when version == Steps.Length => null,
        0 => new(RefusalKind.Invalid, "this is no database of EdgeTransfer, or an empty one."),
        var version when version > 0 && version < Steps.Length => new(RefusalKind.Invalid, $"the database has schema {version}, this version reads {Steps.Length}: start the service once, it brings it up to date."),
        var version => Newer(version),
    };

    private static int Version(SqliteConnection connection) => connection.ExecuteScalar<int>("PRAGMA user_version");

    private static Refusal Newer(int version) =>
        new(RefusalKind.Invalid, $"the database has schema {version}, this version knows {Steps.Length}: use the newer EdgeTransfer that wrote it.");
}
