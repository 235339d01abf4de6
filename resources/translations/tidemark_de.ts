<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Compare</name>
    <message>
        <source>tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>foreign tables</source>
        <translation>Fremdtabellen</translation>
    </message>
    <message>
        <source>views</source>
        <translation>Sichten</translation>
    </message>
    <message>
        <source>materialized views</source>
        <translation>materialisierte Sichten</translation>
    </message>
    <message>
        <source>indexes</source>
        <translation>Indexe</translation>
    </message>
    <message>
        <source>sequences</source>
        <translation>Sequenzen</translation>
    </message>
    <message>
        <source>functions</source>
        <translation>Funktionen</translation>
    </message>
    <message>
        <source>procedures</source>
        <translation>Prozeduren</translation>
    </message>
    <message>
        <source>aggregates</source>
        <translation>Aggregate</translation>
    </message>
    <message>
        <source>triggers</source>
        <translation>Trigger</translation>
    </message>
    <message>
        <source>rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>policies</source>
        <translation>Richtlinien</translation>
    </message>
    <message>
        <source>statistics</source>
        <translation>Statistiken</translation>
    </message>
    <message>
        <source>types</source>
        <translation>Typen</translation>
    </message>
    <message>
        <source>schemas</source>
        <translation>Schemas</translation>
    </message>
    <message>
        <source>extensions</source>
        <translation>Erweiterungen</translation>
    </message>
    <message>
        <source>collations</source>
        <translation>Sortierfolgen</translation>
    </message>
    <message>
        <source>operators</source>
        <translation>Operatoren</translation>
    </message>
    <message>
        <source>operator classes</source>
        <translation>Operatorklassen</translation>
    </message>
    <message>
        <source>operator families</source>
        <translation>Operatorfamilien</translation>
    </message>
    <message>
        <source>casts</source>
        <translation>Typumwandlungen</translation>
    </message>
    <message>
        <source>text search</source>
        <translation>Textsuche</translation>
    </message>
    <message>
        <source>foreign data</source>
        <translation>Fremddaten</translation>
    </message>
    <message>
        <source>languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>event triggers</source>
        <translation>Ereignistrigger</translation>
    </message>
    <message>
        <source>publications</source>
        <translation>Publikationen</translation>
    </message>
    <message>
        <source>default privileges</source>
        <translation>Standardrechte</translation>
    </message>
    <message>
        <source>other objects</source>
        <translation>andere Objekte</translation>
    </message>
</context>
<context>
    <name>Noise</name>
    <message>
        <source>Column order</source>
        <translation>Spaltenreihenfolge</translation>
    </message>
    <message>
        <source>Comments</source>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>Owners</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>Grants</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>White space and case in bodies</source>
        <translation>Leerraum und Groß-/Kleinschreibung in Funktionsrümpfen</translation>
    </message>
    <message>
        <source>Names of constraints and indexes</source>
        <translation>Namen von Constraints und Indexen</translation>
    </message>
    <message>
        <source>Storage parameters</source>
        <translation>Speicherparameter</translation>
    </message>
    <message>
        <source>Extension versions</source>
        <translation>Versionen der Erweiterungen</translation>
    </message>
    <message>
        <source>Names that the server made up</source>
        <translation>Vom Server vergebene Namen</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>Environment %1, %2, %3</source>
        <translation>Umgebung %1, %2, %3</translation>
    </message>
    <message>
        <source>%1 (%2): %3</source>
        <translation>%1 (%2): %3</translation>
    </message>
    <message>
        <source>Go to anything</source>
        <translation>Überallhin gehen</translation>
    </message>
    <message>
        <source>Actions, migrations, environments (Ctrl+K)</source>
        <translation>Aktionen, Migrationen, Umgebungen (Strg+K)</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>Template</name>
    <message>
        <source>Empty</source>
        <translation>Leer</translation>
    </message>
    <message>
        <source>Both scripts with a line to be replaced.</source>
        <translation>Beide Skripte mit einer Zeile, die ersetzt wird.</translation>
    </message>
    <message>
        <source>Add a column</source>
        <translation>Eine Spalte hinzufügen</translation>
    </message>
    <message>
        <source>A new column that may be empty, which stops nobody.</source>
        <translation>Eine neue Spalte, die leer sein darf; das hält niemanden auf.</translation>
    </message>
    <message>
        <source>Rename a column</source>
        <translation>Eine Spalte umbenennen</translation>
    </message>
    <message>
        <source>In four steps by expand and contract, while old and new releases run.</source>
        <translation>In vier Schritten, erst weiter, dann enger, während alte und neue Fassungen laufen.</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>Neuer Name</translation>
    </message>
    <message>
        <source>Rows at a time</source>
        <translation>Zeilen auf einmal</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>Trigger</translation>
    </message>
    <message>
        <source>Second trigger</source>
        <translation>Zweiter Trigger</translation>
    </message>
    <message>
        <source>Third trigger</source>
        <translation>Dritter Trigger</translation>
    </message>
    <message>
        <source>Fill a column</source>
        <translation>Eine Spalte füllen</translation>
    </message>
    <message>
        <source>Gives empty values a value in batches that are committed one by one.</source>
        <translation>Gibt leeren Werten einen Wert, in Portionen, die einzeln festgeschrieben werden.</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Add an index</source>
        <translation>Einen Index hinzufügen</translation>
    </message>
    <message>
        <source>Without blocking writers, outside of a transaction.</source>
        <translation>Ohne Schreibende aufzuhalten, außerhalb einer Transaktion.</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Index</translation>
    </message>
    <message>
        <source>Make a column NOT NULL</source>
        <translation>Eine Spalte NOT NULL machen</translation>
    </message>
    <message>
        <source>In three steps, none of which reads the table while others wait.</source>
        <translation>In drei Schritten, von denen keiner die Tabelle liest, während andere warten.</translation>
    </message>
    <message>
        <source>Constraint</source>
        <translation>Constraint</translation>
    </message>
    <message>
        <source>Drop a column</source>
        <translation>Eine Spalte entfernen</translation>
    </message>
    <message>
        <source>In two releases, with its values kept for the way back.</source>
        <translation>In zwei Fassungen; ihre Werte bleiben für den Rückweg erhalten.</translation>
    </message>
    <message>
        <source>Value for the way back</source>
        <translation>Wert für den Rückweg</translation>
    </message>
    <message>
        <source>Table for its values</source>
        <translation>Tabelle für ihre Werte</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>cannot be reached</source>
        <translation>nicht erreichbar</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>wird gelesen…</translation>
    </message>
    <message>
        <source>%1 behind</source>
        <translation>%1 zurück</translation>
    </message>
    <message>
        <source>%1 to look at</source>
        <translation>%1 zu prüfen</translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>aktuell</translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>view on %1</source>
        <translation>Sicht auf %1</translation>
    </message>
    <message>
        <source>table on %1</source>
        <translation>Tabelle auf %1</translation>
    </message>
    <message>
        <source>migration</source>
        <translation>Migration</translation>
    </message>
    <message>
        <source>migrations</source>
        <translation>Migrationen</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>environments</source>
        <translation>Umgebungen</translation>
    </message>
</context>
<context>
    <name>tidemark</name>
    <message>
        <source>label added</source>
        <translation>Wert hinzugefügt</translation>
    </message>
    <message>
        <source>label removed</source>
        <translation>Wert entfernt</translation>
    </message>
    <message>
        <source>column added</source>
        <translation>Spalte hinzugefügt</translation>
    </message>
    <message>
        <source>column dropped</source>
        <translation>Spalte entfernt</translation>
    </message>
    <message>
        <source>%1 added</source>
        <translation>%1 hinzugefügt</translation>
    </message>
    <message>
        <source>%1 dropped</source>
        <translation>%1 entfernt</translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>renamed</source>
        <translation>umbenannt</translation>
    </message>
    <message>
        <source>column type</source>
        <translation>Spaltentyp</translation>
    </message>
    <message>
        <source>%1 is locked against everybody for at least %2</source>
        <translation>%1 ist mindestens %2 lang für alle gesperrt</translation>
    </message>
    <message>
        <source>and %1 more locks</source>
        <translation>und %1 weitere Sperren</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not know this kind of database</source>
        <translation>„%1“ kennt diese Art von Datenbank nicht</translation>
    </message>
    <message>
        <source>there is no way back: it has no down script</source>
        <translation>es gibt keinen Weg zurück: ein Down-Skript fehlt</translation>
    </message>
    <message>
        <source>never rehearsed</source>
        <translation>nie geprobt</translation>
    </message>
    <message>
        <source>its up failed in the last rehearsal: %1</source>
        <translation>das Up schlug in der letzten Probe fehl: %1</translation>
    </message>
    <message>
        <source>the way back failed in the last rehearsal: %1</source>
        <translation>der Weg zurück schlug in der letzten Probe fehl: %1</translation>
    </message>
    <message>
        <source>rewrites %1</source>
        <translation>schreibt %1 neu</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>1 migration</source>
        <translation>1 Migration</translation>
    </message>
    <message>
        <source>%1 migrations</source>
        <translation>%1 Migrationen</translation>
    </message>
    <message>
        <source>Nothing of %1 is left in the database.</source>
        <translation>Von %1 ist nichts in der Datenbank geblieben.</translation>
    </message>
    <message>
        <source>%1 is half done: %2.</source>
        <translation>%1 ist halb fertig: %2.</translation>
    </message>
    <message>
        <source>%1 is half done.</source>
        <translation>%1 ist halb fertig.</translation>
    </message>
    <message>
        <source>The connection went away while %1 was committed; its column shows whether it was kept.</source>
        <translation>Die Verbindung brach ab, während %1 abgeschlossen wurde; die Spalte zeigt, ob es geblieben ist.</translation>
    </message>
    <message>
        <source>Nothing was changed before it.</source>
        <translation>Davor wurde nichts geändert.</translation>
    </message>
    <message>
        <source>1 migration before it was applied and stays.</source>
        <translation>1 Migration davor wurde angewendet und bleibt.</translation>
    </message>
    <message>
        <source>%1 migrations before it were applied and stay.</source>
        <translation>%1 Migrationen davor wurden angewendet und bleiben.</translation>
    </message>
    <message>
        <source>1 migration before it was rolled back and stays so.</source>
        <translation>1 Migration davor wurde zurückgerollt und bleibt es.</translation>
    </message>
    <message>
        <source>%1 migrations before it were rolled back and stay so.</source>
        <translation>%1 Migrationen davor wurden zurückgerollt und bleiben es.</translation>
    </message>
    <message>
        <source>%1 could not be applied</source>
        <translation>%1 konnte nicht angewendet werden</translation>
    </message>
    <message>
        <source>%1 could not be rolled back</source>
        <translation>%1 konnte nicht zurückgerollt werden</translation>
    </message>
    <message>
        <source>Cancelled at %1</source>
        <translation>Abgebrochen bei %1</translation>
    </message>
    <message>
        <source>%1 applied to %2 in %3</source>
        <translation>%1 auf %2 in %3 angewendet</translation>
    </message>
    <message>
        <source>%1 rolled back on %2 in %3</source>
        <translation>%1 auf %2 in %3 zurückgerollt</translation>
    </message>
    <message>
        <source>Cancelled before anything began</source>
        <translation>Abgebrochen, bevor etwas begann</translation>
    </message>
    <message>
        <source>The run could not begin</source>
        <translation>Der Lauf konnte nicht beginnen</translation>
    </message>
    <message>
        <source>Nothing was changed in %1.</source>
        <translation>In %1 wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Somebody else did %1 of them meanwhile.</source>
        <translation>Jemand anderes hat inzwischen %1 davon erledigt.</translation>
    </message>
    <message>
        <source>%1 did not begin.</source>
        <translation>%1 begann nicht.</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>applied on %1</source>
        <translation>auf %1 angewendet</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>a minute ago</source>
        <translation>vor einer Minute</translation>
    </message>
    <message>
        <source>%1 minutes ago</source>
        <translation>vor %1 Minuten</translation>
    </message>
    <message>
        <source>an hour ago</source>
        <translation>vor einer Stunde</translation>
    </message>
    <message>
        <source>%1 hours ago</source>
        <translation>vor %1 Stunden</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <source>%1 days ago</source>
        <translation>vor %1 Tagen</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>am %1</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>interrupted, half done</source>
        <translation>unterbrochen, halb fertig</translation>
    </message>
    <message>
        <source>(not committed)</source>
        <translation>(nicht festgeschrieben)</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>pending on %1</source>
        <translation>ausstehend auf %1</translation>
    </message>
    <message>
        <source>no file has this version</source>
        <translation>keine Datei hat diese Version</translation>
    </message>
    <message>
        <source>not committed yet</source>
        <translation>noch nicht eingecheckt</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>left out: %1</source>
        <translation>weggelassen: %1</translation>
    </message>
    <message>
        <source>Connected to %1 on %2</source>
        <translation>Verbunden mit %1 auf %2</translation>
    </message>
    <message>
        <source> over %1</source>
        <translation> über %1</translation>
    </message>
    <message>
        <source>, without TLS</source>
        <translation>, ohne TLS</translation>
    </message>
    <message>
        <source>, through the SSH tunnel</source>
        <translation>, durch den SSH-Tunnel</translation>
    </message>
    <message>
        <source>Whose migrations they are cannot be told from the folder.</source>
        <translation>Wessen Migrationen es sind, ist dem Ordner nicht anzusehen.</translation>
    </message>
    <message>
        <source>There is no history table of %1 yet.</source>
        <translation>Es gibt noch keine Verlaufstabelle von %1.</translation>
    </message>
    <message>
        <source>The history table of %1 is there, with one migration.</source>
        <translation>Die Verlaufstabelle von %1 ist da, mit einer Migration.</translation>
    </message>
    <message>
        <source>The history table of %1 is there, with %2 migrations.</source>
        <translation>Die Verlaufstabelle von %1 ist da, mit %2 Migrationen.</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>Applied</source>
        <translation>Angewendet</translation>
    </message>
    <message>
        <source>Rolled back</source>
        <translation>Zurückgerollt</translation>
    </message>
    <message>
        <source>Redone</source>
        <translation>Wiederholt</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Geklärt</translation>
    </message>
    <message>
        <source>Rehearsed</source>
        <translation>Geprobt</translation>
    </message>
    <message>
        <source>Backed up</source>
        <translation>Gesichert</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>Wiederhergestellt</translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation>gestern %1</translation>
    </message>
    <message>
        <source>ended early</source>
        <translation>vorzeitig beendet</translation>
    </message>
    <message>
        <source>No rehearsal is kept yet</source>
        <translation>Noch keine Probe aufbewahrt</translation>
    </message>
    <message>
        <source>Compare the shown one with</source>
        <translation>Die gezeigte vergleichen mit</translation>
    </message>
    <message>
        <source>End the comparison</source>
        <translation>Vergleich beenden</translation>
    </message>
    <message>
        <source>%1 (%2 of %3)</source>
        <translation>%1 (%2 von %3)</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>reading the schema</source>
        <translation>Schema lesen</translation>
    </message>
    <message>
        <source>saving pages</source>
        <translation>Seiten sichern</translation>
    </message>
    <message>
        <source>saving %1</source>
        <translation>%1 sichern</translation>
    </message>
    <message>
        <source>saving roles</source>
        <translation>Rollen sichern</translation>
    </message>
    <message>
        <source>digesting %1</source>
        <translation>Prüfsumme über %1</translation>
    </message>
    <message>
        <source>checksum: %1 of %2</source>
        <translation>Prüfsumme: %1 von %2</translation>
    </message>
    <message>
        <source>restoring %1</source>
        <translation>%1 wiederherstellen</translation>
    </message>
    <message>
        <source>writing to the disk</source>
        <translation>auf die Platte schreiben</translation>
    </message>
    <message>
        <source>comparing %1: %2 rows read</source>
        <translation>vergleiche %1: %2 Zeilen gelesen</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>manual</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>named</source>
        <translation>benannt</translation>
    </message>
    <message>
        <source>stays: named ones always do</source>
        <translation>bleibt: benannte bleiben immer</translation>
    </message>
    <message>
        <source>stays: it is among the newest</source>
        <translation>bleibt: gehört zu den neuesten</translation>
    </message>
    <message>
        <source>stays: manual ones do</source>
        <translation>bleibt: von Hand gemachte bleiben</translation>
    </message>
    <message>
        <source>goes: there are enough newer ones</source>
        <translation>geht: es gibt genug neuere</translation>
    </message>
    <message>
        <source>stays: the release that runs now needs it</source>
        <translation>bleibt: das laufende Release braucht sie</translation>
    </message>
    <message>
        <source>stays: its time is yet to come</source>
        <translation>bleibt: ihre Zeit liegt in der Zukunft</translation>
    </message>
    <message>
        <source>stays: it may be anything</source>
        <translation>bleibt: es kann alles Mögliche sein</translation>
    </message>
    <message>
        <source>stays and does not count: it is a link</source>
        <translation>bleibt und zählt nicht: ein Verweis</translation>
    </message>
    <message>
        <source>before the first migration</source>
        <translation>vor der ersten Migration</translation>
    </message>
    <message>
        <source>backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>the last %1 automatic ones stay, named ones always</source>
        <translation>die letzten %1 automatischen bleiben, benannte immer</translation>
    </message>
    <message>
        <source>%1 manual ones</source>
        <translation>%1 von Hand</translation>
    </message>
    <message>
        <source>the database is called %1</source>
        <translation>die Datenbank heißt %1</translation>
    </message>
    <message>
        <source>type its name, letter for letter</source>
        <translation>den Namen Buchstabe für Buchstabe eingeben</translation>
    </message>
    <message>
        <source>single tables replace no database</source>
        <translation>einzelne Tabellen ersetzen keine Datenbank</translation>
    </message>
    <message>
        <source>the folder has changed since the plan was made</source>
        <translation>der Ordner hat sich seit dem Plan geändert</translation>
    </message>
    <message>
        <source>look at the plan again; nothing was deleted</source>
        <translation>den Plan noch einmal ansehen; nichts wurde gelöscht</translation>
    </message>
    <message>
        <source>%1 is there: %2 in %3.</source>
        <translation>%1 ist da: %2 in %3.</translation>
    </message>
    <message>
        <source>%1 could not be proven</source>
        <translation>%1 konnte nicht geprüft werden</translation>
    </message>
    <message>
        <source>%1 is not what it should be.</source>
        <translation>%1 ist nicht, was sie sein soll.</translation>
    </message>
    <message>
        <source>%1 is good: %2 tables with %3 rows were restored in %4.</source>
        <translation>%1 ist gut: %2 Tabellen mit %3 Zeilen wurden in %4 wiederhergestellt.</translation>
    </message>
    <message>
        <source>The old one is kept as %1.</source>
        <translation>Die alte bleibt als %1 erhalten.</translation>
    </message>
    <message>
        <source>%1 was restored in %2; its rows are those of the backup.</source>
        <translation>%1 wurde in %2 wiederhergestellt; die Zeilen sind die der Sicherung.</translation>
    </message>
    <message>
        <source>%1 was restored in %2.</source>
        <translation>%1 wurde in %2 wiederhergestellt.</translation>
    </message>
    <message>
        <source>%1 deleted, %2 are free again.</source>
        <translation>%1 gelöscht, %2 sind wieder frei.</translation>
    </message>
    <message>
        <source>Stopped; nothing was left behind.</source>
        <translation>Angehalten; nichts blieb zurück.</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>vor %1 min</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>vor %1 h</translation>
    </message>
    <message>
        <source>release %1, which runs now</source>
        <translation>Release %1, das jetzt läuft</translation>
    </message>
    <message>
        <source>release %1</source>
        <translation>Release %1</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>%1 behind the folder</source>
        <translation>%1 hinter dem Ordner</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>could not be proven</source>
        <translation>nicht prüfbar</translation>
    </message>
    <message>
        <source>verified %1</source>
        <translation>geprüft %1</translation>
    </message>
    <message>
        <source>not as it should be</source>
        <translation>nicht wie sie sein soll</translation>
    </message>
    <message>
        <source>Pruned</source>
        <translation>Aufgeräumt</translation>
    </message>
    <message>
        <source>%1 is no SQL, or cannot be read</source>
        <translation>%1 ist kein SQL oder kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>The second up fails: %1</source>
        <translation>Das zweite Up schlägt fehl: %1</translation>
    </message>
    <message>
        <source>It fails: %1</source>
        <translation>Es schlägt fehl: %1</translation>
    </message>
    <message>
        <source>After it: %1 %2: %3</source>
        <translation>Danach: %1 %2: %3</translation>
    </message>
    <message>
        <source>After the second up: %1 %2: %3</source>
        <translation>Nach dem zweiten Up: %1 %2: %3</translation>
    </message>
    <message>
        <source>%1 would not be a migration any more</source>
        <translation>%1 wäre keine Migration mehr</translation>
    </message>
    <message>
        <source>replaying %1</source>
        <translation>%1 wird nachgespielt</translation>
    </message>
    <message>
        <source>making a throw-away database</source>
        <translation>eine Wegwerf-Datenbank wird angelegt</translation>
    </message>
    <message>
        <source>%1 is larger than 64 MB</source>
        <translation>%1 ist größer als 64 MB</translation>
    </message>
    <message>
        <source>%1 has a line of %L2 characters</source>
        <translation>%1 hat eine Zeile mit %L2 Zeichen</translation>
    </message>
    <message>
        <source>%1 has NUL bytes in it: it is no text</source>
        <translation>%1 enthält NUL-Bytes: das ist kein Text</translation>
    </message>
    <message>
        <source>the file cannot be read</source>
        <translation>die Datei kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>the file cannot be written</source>
        <translation>die Datei kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>what stood in it is still there</source>
        <translation>was darin stand, steht noch da</translation>
    </message>
    <message>
        <source>mixed line ends</source>
        <translation>gemischte Zeilenenden</translation>
    </message>
    <message>
        <source>the file&apos;s encoding has no such character</source>
        <translation>die Kodierung der Datei kennt dieses Zeichen nicht</translation>
    </message>
    <message>
        <source>%1 has no character “%2”</source>
        <translation>%1 kennt das Zeichen „%2“ nicht</translation>
    </message>
    <message>
        <source>write it in another way, or turn the file into UTF-8</source>
        <translation>anders schreiben oder die Datei in UTF-8 umwandeln</translation>
    </message>
    <message>
        <source>reading back %1</source>
        <translation>lese %1 zurück</translation>
    </message>
    <message>
        <source>the file was replaced or deleted</source>
        <translation>die Datei wurde ersetzt oder gelöscht</translation>
    </message>
    <message>
        <source>open the backup again</source>
        <translation>die Sicherung noch einmal öffnen</translation>
    </message>
    <message>
        <source>%1 cannot be written</source>
        <translation>%1 kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Described</source>
        <translation>Beschrieben</translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <translation>Angehalten: %1</translation>
    </message>
    <message>
        <source>stays and does not count: it is incomplete</source>
        <translation>bleibt und zählt nicht: sie ist unvollständig</translation>
    </message>
    <message>
        <source>incomplete: it is cut off, or not as long as its manifest says</source>
        <translation>unvollständig: abgeschnitten, oder nicht so lang, wie ihr Manifest sagt</translation>
    </message>
    <message>
        <source>unpacking: %1 of %2</source>
        <translation>wird entpackt: %1 von %2</translation>
    </message>
    <message>
        <source>its manifest cannot be read: %1</source>
        <translation>ihr Manifest ist nicht lesbar: %1</translation>
    </message>
</context>
<context>
    <name>tidemark::ArchiveController</name>
    <message>
        <source>reading %1 for the first time</source>
        <translation>%1 wird zum ersten Mal gelesen</translation>
    </message>
    <message>
        <source>reading %1 once</source>
        <translation>%1 wird einmal gelesen</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>searching %1</source>
        <translation>%1 wird durchsucht</translation>
    </message>
    <message>
        <source>exporting %1</source>
        <translation>%1 wird exportiert</translation>
    </message>
    <message>
        <source>the backup was closed before %1 was written</source>
        <translation>die Sicherung wurde geschlossen, bevor %1 geschrieben war</translation>
    </message>
</context>
<context>
    <name>tidemark::ArchiveRowsModel</name>
    <message>
        <source>no value</source>
        <translation>kein Wert</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
</context>
<context>
    <name>tidemark::ArchiveRowsPane</name>
    <message>
        <source>No rows</source>
        <translation>Keine Zeilen</translation>
    </message>
    <message>
        <source>The table was empty when the backup was made.</source>
        <translation>Die Tabelle war leer, als die Sicherung gemacht wurde.</translation>
    </message>
    <message>
        <source>Search in the rows</source>
        <translation>In den Zeilen suchen</translation>
    </message>
    <message>
        <source>Go to row</source>
        <translation>Zu Zeile</translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation>CSV…</translation>
    </message>
    <message>
        <source>Export the table as CSV</source>
        <translation>Die Tabelle als CSV exportieren</translation>
    </message>
    <message>
        <source>Rows of the table</source>
        <translation>Zeilen der Tabelle</translation>
    </message>
    <message>
        <source>The whole value</source>
        <translation>Der ganze Wert</translation>
    </message>
    <message>
        <source>searching for &quot;%1&quot;…</source>
        <translation>„%1“ wird gesucht …</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is in no row that can be read: %2</source>
        <translation>„%1“ steht in keiner lesbaren Zeile: %2</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is in no row below; Enter begins again at the top</source>
        <translation>„%1“ steht in keiner Zeile darunter; Enter beginnt wieder oben</translation>
    </message>
    <message>
        <source>rows %1 to %2 of the %3 that can be read</source>
        <translation>Zeilen %1 bis %2 der %3, die sich lesen lassen</translation>
    </message>
    <message>
        <source>rows %1 to %2 of %3 · read from the archive, nothing restored</source>
        <translation>Zeilen %1 bis %2 von %3 · aus dem Archiv gelesen, nichts wiederhergestellt</translation>
    </message>
    <message>
        <source>rows %1 to %2 of %3 or more · read from the archive, nothing restored</source>
        <translation>Zeilen %1 bis %2 von %3 oder mehr · aus dem Archiv gelesen, nichts wiederhergestellt</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>wird gelesen …</translation>
    </message>
    <message>
        <source>Stop counting</source>
        <translation>Nicht weiter zählen</translation>
    </message>
    <message>
        <source>Count all rows</source>
        <translation>Alle Zeilen zählen</translation>
    </message>
    <message>
        <source>bytes that are no text stand as \xe9</source>
        <translation>Bytes, die kein Text sind, stehen als \xe9</translation>
    </message>
</context>
<context>
    <name>tidemark::ArchiveRowsView</name>
    <message>
        <source>Too much to copy: export the table as CSV</source>
        <translation>Zu viel zum Kopieren: die Tabelle als CSV exportieren</translation>
    </message>
    <message>
        <source>Not copied: some of these rows are still being read</source>
        <translation>Nicht kopiert: einige dieser Zeilen werden noch gelesen</translation>
    </message>
</context>
<context>
    <name>tidemark::ArchiveTreeModel</name>
    <message>
        <source>views</source>
        <translation>Sichten</translation>
    </message>
    <message>
        <source>functions</source>
        <translation>Funktionen</translation>
    </message>
    <message>
        <source>types</source>
        <translation>Typen</translation>
    </message>
    <message>
        <source>sequences</source>
        <translation>Sequenzen</translation>
    </message>
    <message>
        <source>indexes</source>
        <translation>Indizes</translation>
    </message>
    <message>
        <source>constraints</source>
        <translation>Bedingungen</translation>
    </message>
    <message>
        <source>triggers and rules</source>
        <translation>Trigger und Regeln</translation>
    </message>
    <message>
        <source>defaults</source>
        <translation>Vorgabewerte</translation>
    </message>
    <message>
        <source>privileges and policies</source>
        <translation>Rechte und Richtlinien</translation>
    </message>
    <message>
        <source>comments</source>
        <translation>Kommentare</translation>
    </message>
    <message>
        <source>other objects</source>
        <translation>andere Objekte</translation>
    </message>
    <message>
        <source>tables</source>
        <translation>Tabellen</translation>
    </message>
</context>
<context>
    <name>tidemark::ArchiveView</name>
    <message>
        <source>The archive does not say.</source>
        <translation>Das Archiv sagt es nicht.</translation>
    </message>
    <message>
        <source>Search objects</source>
        <translation>Objekte suchen</translation>
    </message>
    <message>
        <source>Objects of the backup</source>
        <translation>Objekte der Sicherung</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>definition</source>
        <translation>Definition</translation>
    </message>
    <message>
        <source>Definition</source>
        <translation>Definition</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>No backup is open</source>
        <translation>Keine Sicherung ist geöffnet</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>Reading what is in it.</source>
        <translation>Der Inhalt wird gelesen.</translation>
    </message>
    <message>
        <source>A plain script is read once, %1 % so far. What is found is kept, so the next time it opens at once.</source>
        <translation>Ein Skript wird einmal gelesen, bisher %1 %. Was gefunden wird, bleibt gemerkt: beim nächsten Mal öffnet es sich sofort.</translation>
    </message>
    <message>
        <source>what could be read is below</source>
        <translation>was sich lesen ließ, steht darunter</translation>
    </message>
    <message>
        <source>The archive has rows only, and no definition.</source>
        <translation>Das Archiv hat nur Zeilen und keine Definition.</translation>
    </message>
</context>
<context>
    <name>tidemark::BackupAxis</name>
    <message>
        <source>Backups by time</source>
        <translation>Sicherungen nach Zeit</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>manual</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>named</source>
        <translation>benannt</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>goes with the next prune</source>
        <translation>geht beim nächsten Aufräumen</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>unvollständig</translation>
    </message>
</context>
<context>
    <name>tidemark::BackupListModel</name>
    <message>
        <source>named</source>
        <translation>benannt</translation>
    </message>
    <message>
        <source>%1, now</source>
        <translation>%1, jetzt</translation>
    </message>
    <message>
        <source>elsewhere</source>
        <translation>anderswo</translation>
    </message>
    <message>
        <source>goes</source>
        <translation>geht</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>bleibt</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Gemacht</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Migrated up to</source>
        <translation>Migriert bis</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Release</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Next prune</source>
        <translation>Aufräumen</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>unvollständig</translation>
    </message>
    <message>
        <source>manifest unreadable</source>
        <translation>Manifest unlesbar</translation>
    </message>
</context>
<context>
    <name>tidemark::BackupListPane</name>
    <message>
        <source>Filter by name, kind, environment, label…</source>
        <translation>Nach Name, Art, Umgebung, Notiz filtern…</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
</context>
<context>
    <name>tidemark::BackupStrip</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Wiederherstellen …</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Vergleichen …</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>verifying…</source>
        <translation>wird geprüft …</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Zurück zur Liste</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>unvollständig</translation>
    </message>
    <message>
        <source>manifest unreadable</source>
        <translation>Manifest unlesbar</translation>
    </message>
</context>
<context>
    <name>tidemark::BackupsController</name>
    <message>
        <source>there is no backup &quot;%1&quot;</source>
        <translation>es gibt keine Sicherung „%1“</translation>
    </message>
    <message>
        <source>The log could not be written: %1.</source>
        <translation>Das Protokoll konnte nicht geschrieben werden: %1.</translation>
    </message>
    <message>
        <source>backing up %1</source>
        <translation>%1 wird gesichert</translation>
    </message>
    <message>
        <source>verifying %1</source>
        <translation>%1 wird geprüft</translation>
    </message>
    <message>
        <source>%1 is read-only</source>
        <translation>%1 ist schreibgeschützt</translation>
    </message>
    <message>
        <source>there is no environment &quot;%1&quot;</source>
        <translation>es gibt keine Umgebung „%1“</translation>
    </message>
    <message>
        <source>restoring %1</source>
        <translation>%1 wird wiederhergestellt</translation>
    </message>
    <message>
        <source>deleting old backups</source>
        <translation>alte Sicherungen werden gelöscht</translation>
    </message>
    <message>
        <source>something else is being done to the backups</source>
        <translation>an den Sicherungen wird gerade etwas anderes getan</translation>
    </message>
    <message>
        <source>write on it again when that has ended</source>
        <translation>noch einmal beschriften, wenn das beendet ist</translation>
    </message>
</context>
<context>
    <name>tidemark::BackupsPage</name>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Jetzt sichern</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>Datei öffnen …</translation>
    </message>
    <message>
        <source>Prune…</source>
        <translation>Aufräumen …</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
        <source>Looking at the backups…</source>
        <translation>Die Sicherungen werden gelesen …</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Wiederherstellen …</translation>
    </message>
    <message>
        <source>Name and label…</source>
        <translation>Name und Notiz …</translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation>In der Dateiverwaltung zeigen</translation>
    </message>
    <message>
        <source>With %1</source>
        <translation>Mit %1</translation>
    </message>
    <message>
        <source>With another backup: Ctrl and click on it above</source>
        <translation>Mit einer anderen Sicherung: oben mit Strg anklicken</translation>
    </message>
    <message>
        <source>With %1 as it is now</source>
        <translation>Mit %1, wie es jetzt ist</translation>
    </message>
    <message>
        <source>With what the migrations make</source>
        <translation>Mit dem, was die Migrationen ergeben</translation>
    </message>
    <message>
        <source>%1 not usable</source>
        <translation>%1 nicht brauchbar</translation>
    </message>
    <message>
        <source>Prune %1…</source>
        <translation>%1 aufräumen …</translation>
    </message>
    <message>
        <source>No backups yet</source>
        <translation>Noch keine Sicherungen</translation>
    </message>
    <message>
        <source>Backups are kept in %1: those made here and by the command line, and any dump or SQLite file that is put there. Open one without restoring it, prove it, restore it. Files from elsewhere can be dropped here.</source>
        <translation>Sicherungen liegen in %1: die von hier, die der Befehlszeile und jeder Dump und jede SQLite-Datei, die jemand dort hinlegt. Sie lassen sich öffnen, ohne sie wiederherzustellen, prüfen und wiederherstellen. Dateien von anderswo kann man hierher ziehen.</translation>
    </message>
    <message>
        <source>Open a backup</source>
        <translation>Eine Sicherung öffnen</translation>
    </message>
    <message>
        <source>Backups (*.dump *.sql *.gz *.zst *.lz4 *.tar *.db *.sqlite *.backup toc.dat)</source>
        <translation>Sicherungen (*.dump *.sql *.gz *.zst *.lz4 *.tar *.db *.sqlite *.backup toc.dat)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Exported to %1.</source>
        <translation>Exportiert nach %1.</translation>
    </message>
    <message>
        <source>action in Backups</source>
        <translation>Aktion in Sicherungen</translation>
    </message>
    <message>
        <source>Open a backup from a file…</source>
        <translation>Eine Sicherung aus einer Datei öffnen …</translation>
    </message>
    <message>
        <source>Prune backups…</source>
        <translation>Sicherungen aufräumen …</translation>
    </message>
    <message>
        <source>backup, %1</source>
        <translation>Sicherung, %1</translation>
    </message>
    <message>
        <source>Not exported to %1.</source>
        <translation>Nicht nach %1 exportiert.</translation>
    </message>
    <message>
        <source>With another backup</source>
        <translation>Mit einer anderen Sicherung</translation>
    </message>
    <message>
        <source>With the migrations up to</source>
        <translation>Mit den Migrationen bis zu</translation>
    </message>
    <message>
        <source>Some values are no text in the backup&apos;s encoding; such bytes are written as \xe9.</source>
        <translation>Einige Werte sind kein Text in der Kodierung der Sicherung; solche Bytes sind als \xe9 geschrieben.</translation>
    </message>
</context>
<context>
    <name>tidemark::ChoiceBar</name>
    <message>
        <source>Which migrations</source>
        <translation>Welche Migrationen</translation>
    </message>
    <message>
        <source>On which database</source>
        <translation>Auf welcher Datenbank</translation>
    </message>
    <message>
        <source>In which order</source>
        <translation>In welcher Reihenfolge</translation>
    </message>
    <message>
        <source>Rows that are filled in</source>
        <translation>Zeilen, die eingefüllt werden</translation>
    </message>
    <message>
        <source>Traffic between up and down</source>
        <translation>Verkehr zwischen Up und Down</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Ausstehende</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Those selected in the timeline</source>
        <translation>Die in der Zeitleiste gewählten</translation>
    </message>
    <message>
        <source>The newest</source>
        <translation>Die neueste</translation>
    </message>
    <message>
        <source>The newest %1</source>
        <translation>Die neuesten %1</translation>
    </message>
    <message>
        <source>A range</source>
        <translation>Ein Bereich</translation>
    </message>
    <message>
        <source>First of the range</source>
        <translation>Erste des Bereichs</translation>
    </message>
    <message>
        <source>Last of the range</source>
        <translation>Letzte des Bereichs</translation>
    </message>
    <message>
        <source>Take this range</source>
        <translation>Diesen Bereich nehmen</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>A copy of %1</source>
        <translation>Eine Kopie von %1</translation>
    </message>
    <message>
        <source>From nothing</source>
        <translation>Aus dem Nichts</translation>
    </message>
    <message>
        <source>Step by step: each up, down and up again</source>
        <translation>Schrittweise: jedes Up, Down und wieder Up</translation>
    </message>
    <message>
        <source>Chain: all ups, then all downs in reverse</source>
        <translation>Kette: alle Ups, dann alle Downs rückwärts</translation>
    </message>
    <message>
        <source>As one: the whole range is judged together</source>
        <translation>Als Ganzes: der ganze Bereich wird gemeinsam beurteilt</translation>
    </message>
    <message>
        <source>No rows are filled in</source>
        <translation>Keine Zeilen werden eingefüllt</translation>
    </message>
    <message>
        <source>1 row in each table</source>
        <translation>1 Zeile in jeder Tabelle</translation>
    </message>
    <message>
        <source>%1 rows in each table</source>
        <translation>%1 Zeilen in jeder Tabelle</translation>
    </message>
    <message>
        <source>No traffic</source>
        <translation>Kein Verkehr</translation>
    </message>
    <message>
        <source>Another script…</source>
        <translation>Ein anderes Skript…</translation>
    </message>
    <message>
        <source>The script that stands for customers</source>
        <translation>Das Skript, das für Kunden steht</translation>
    </message>
    <message>
        <source>SQL (*.sql)</source>
        <translation>SQL (*.sql)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>ausstehende</translation>
    </message>
    <message>
        <source>the newest</source>
        <translation>die neueste</translation>
    </message>
    <message>
        <source>the newest %1</source>
        <translation>die neuesten %1</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n gewählt</numerusform>
            <numerusform>%n gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>all %1</source>
        <translation>alle %1</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>from nothing</source>
        <translation>aus dem Nichts</translation>
    </message>
    <message>
        <source>copy of %1</source>
        <translation>Kopie von %1</translation>
    </message>
    <message>
        <source>as one</source>
        <translation>als Ganzes</translation>
    </message>
    <message>
        <source>chain</source>
        <translation>Kette</translation>
    </message>
    <message>
        <source>step by step</source>
        <translation>schrittweise</translation>
    </message>
    <message>
        <source>no rows</source>
        <translation>keine Zeilen</translation>
    </message>
    <message>
        <source>1 row each</source>
        <translation>je 1 Zeile</translation>
    </message>
    <message>
        <source>%1 rows each</source>
        <translation>je %1 Zeilen</translation>
    </message>
    <message>
        <source>no traffic</source>
        <translation>kein Verkehr</translation>
    </message>
    <message>
        <source>A backup</source>
        <translation>Eine Sicherung</translation>
    </message>
    <message>
        <source>backup %1</source>
        <translation>Sicherung %1</translation>
    </message>
    <message>
        <source>Restore: back by a backup, beside the code alone</source>
        <translation>Wiederherstellen: zurück über eine Sicherung, daneben nur der Code</translation>
    </message>
    <message>
        <source>restore</source>
        <translation>Wiederherstellen</translation>
    </message>
</context>
<context>
    <name>tidemark::ChoiceStrip</name>
    <message>
        <source>Choose all</source>
        <translation>Alle auswählen</translation>
    </message>
    <message>
        <source>What is part of the script without being chosen, and why</source>
        <translation>Was ohne Auswahl zum Skript gehört, und warum</translation>
    </message>
    <message>
        <source>%1 of %2 objects chosen</source>
        <translation>%1 von %2 Objekten ausgewählt</translation>
    </message>
    <message>
        <source>1 more is needed</source>
        <translation>1 weiteres nötig</translation>
    </message>
    <message>
        <source>%1 more are needed</source>
        <translation>%1 weitere nötig</translation>
    </message>
    <message>
        <source>and %1 more, marked in the list</source>
        <translation>und %1 weitere, in der Liste markiert</translation>
    </message>
</context>
<context>
    <name>tidemark::CompareBands</name>
    <message>
        <source>Yes, renamed</source>
        <translation>Ja, umbenannt</translation>
    </message>
    <message>
        <source>No, two objects</source>
        <translation>Nein, zwei Objekte</translation>
    </message>
    <message>
        <source>Was the %1 %2 renamed to %3?</source>
        <translation>Wurde %1 %2 in %3 umbenannt?</translation>
    </message>
    <message>
        <source>1 more question</source>
        <translation>1 weitere Frage</translation>
    </message>
    <message>
        <source>%1 more questions</source>
        <translation>%1 weitere Fragen</translation>
    </message>
    <message>
        <source>%1 counts as renamed to %2: take that back</source>
        <translation>%1 gilt als umbenannt in %2: das zurücknehmen</translation>
    </message>
    <message>
        <source>%1 % alike: %2</source>
        <translation>zu %1 % gleich: %2</translation>
    </message>
</context>
<context>
    <name>tidemark::CompareController</name>
    <message>
        <source>comparing %1 with %2</source>
        <translation>%1 wird mit %2 verglichen</translation>
    </message>
    <message>
        <source>%1 and %2 read in %3</source>
        <translation>%1 und %2 in %3 gelesen</translation>
    </message>
</context>
<context>
    <name>tidemark::CompareDelegate</name>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
</context>
<context>
    <name>tidemark::CompareHead</name>
    <message>
        <source>%1 added</source>
        <translation>%1 hinzugefügt</translation>
    </message>
    <message>
        <source>%1 dropped</source>
        <translation>%1 entfernt</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>%1 geändert</translation>
    </message>
    <message>
        <source>Swap the two</source>
        <translation>Beide vertauschen</translation>
    </message>
    <message>
        <source>Read both again (F5)</source>
        <translation>Beide neu lesen (F5)</translation>
    </message>
    <message>
        <source>Show only these</source>
        <translation>Nur diese zeigen</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>Export a summary</source>
        <translation>Zusammenfassung exportieren</translation>
    </message>
    <message>
        <source>Make a migration of it</source>
        <translation>Eine Migration daraus machen</translation>
    </message>
    <message>
        <source>Counts as a difference</source>
        <translation>Zählt als Unterschied</translation>
    </message>
    <message>
        <source>  (%1 left out)</source>
        <translation>  (%1 weggelassen)</translation>
    </message>
    <message>
        <source>All of it counts</source>
        <translation>Alles davon zählt</translation>
    </message>
    <message>
        <source>None of it counts</source>
        <translation>Nichts davon zählt</translation>
    </message>
    <message>
        <source>List objects without a difference, too</source>
        <translation>Auch Objekte ohne Unterschied auflisten</translation>
    </message>
    <message>
        <source>Summary as HTML…</source>
        <translation>Zusammenfassung als HTML…</translation>
    </message>
    <message>
        <source>Summary as Markdown…</source>
        <translation>Zusammenfassung als Markdown…</translation>
    </message>
</context>
<context>
    <name>tidemark::CompareModel</name>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>no difference</source>
        <translation>kein Unterschied</translation>
    </message>
    <message>
        <source>Not chosen, and part of the script: %1.</source>
        <translation>Nicht ausgewählt und doch Teil des Skripts: %1.</translation>
    </message>
    <message>
        <source>renamed</source>
        <translation>umbenannt</translation>
    </message>
    <message>
        <source>needed</source>
        <translation>benötigt</translation>
    </message>
    <message>
        <source>goes with %1</source>
        <translation>geht mit %1</translation>
    </message>
    <message>
        <source>needed by %1</source>
        <translation>nötig für %1</translation>
    </message>
    <message>
        <source>%1 counts as renamed, and that is a part of every script</source>
        <translation>%1 gilt als umbenannt, und das gehört zu jedem Skript</translation>
    </message>
    <message>
        <source>what is chosen cannot be done without %1</source>
        <translation>das Ausgewählte geht nicht ohne %1</translation>
    </message>
    <message>
        <source>%1 depends on %2 and goes with it</source>
        <translation>%1 hängt von %2 ab und geht mit</translation>
    </message>
    <message>
        <source>%1 is needed by %2</source>
        <translation>%1 wird von %2 gebraucht</translation>
    </message>
</context>
<context>
    <name>tidemark::ComparePage</name>
    <message>
        <source>Search objects</source>
        <translation>Objekte suchen</translation>
    </message>
    <message>
        <source>Objects that differ</source>
        <translation>Objekte, die sich unterscheiden</translation>
    </message>
    <message>
        <source>No object fits.</source>
        <translation>Kein Objekt passt.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Compare two schemas</source>
        <translation>Zwei Schemas vergleichen</translation>
    </message>
    <message>
        <source>Databases, what the migrations make, dumps and snapshots: see object by object how two of them differ, and get the script that takes one to the other. Nothing is changed.</source>
        <translation>Datenbanken, was die Migrationen ergeben, Dumps und Schnappschüsse: Objekt für Objekt sehen, worin sich zwei unterscheiden, und das Skript bekommen, das vom einen zum anderen führt. Nichts wird geändert.</translation>
    </message>
    <message>
        <source>Compare %1 with %2</source>
        <translation>%1 mit %2 vergleichen</translation>
    </message>
    <message>
        <source>%1 and %2 hold the same schema.</source>
        <translation>%1 und %2 haben dasselbe Schema.</translation>
    </message>
    <message>
        <source>Nothing was left out.</source>
        <translation>Nichts wurde weggelassen.</translation>
    </message>
    <message>
        <source>No difference</source>
        <translation>Kein Unterschied</translation>
    </message>
    <message>
        <source>connecting to %1</source>
        <translation>Verbinden mit %1</translation>
    </message>
    <message>
        <source>making a throw-away database</source>
        <translation>eine Wegwerf-Datenbank wird angelegt</translation>
    </message>
    <message>
        <source>replaying migration %1 of %2: %3</source>
        <translation>Migration %1 von %2 wird nachgespielt: %3</translation>
    </message>
    <message>
        <source>loading the dump, statement %1 of %2</source>
        <translation>der Dump wird geladen, Anweisung %1 von %2</translation>
    </message>
    <message>
        <source>reading %1</source>
        <translation>%1 wird gelesen</translation>
    </message>
    <message>
        <source>reading the schema of %1</source>
        <translation>das Schema von %1 wird gelesen</translation>
    </message>
    <message>
        <source>Comparing %1 with %2</source>
        <translation>%1 wird mit %2 verglichen</translation>
    </message>
    <message>
        <source>action in Compare</source>
        <translation>Aktion im Vergleich</translation>
    </message>
    <message>
        <source>Compare %1 with what its migrations make</source>
        <translation>%1 mit dem vergleichen, was seine Migrationen ergeben</translation>
    </message>
    <message>
        <source>Swap the two sides</source>
        <translation>Die beiden Seiten vertauschen</translation>
    </message>
    <message>
        <source>Next difference</source>
        <translation>Nächster Unterschied</translation>
    </message>
    <message>
        <source>Copy the script</source>
        <translation>Das Skript kopieren</translation>
    </message>
    <message>
        <source>Export a summary</source>
        <translation>Zusammenfassung exportieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>restoring the schema of %1</source>
        <translation>stelle das Schema von %1 wieder her</translation>
    </message>
</context>
<context>
    <name>tidemark::CompareScript</name>
    <message>
        <source>proving the script on a copy of %1</source>
        <translation>das Skript wird auf einer Kopie von %1 nachgewiesen</translation>
    </message>
    <message>
        <source>writing %1</source>
        <translation>%1 wird geschrieben</translation>
    </message>
    <message>
        <source>%1 cannot be written</source>
        <translation>%1 kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>%1 written</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>no format is called like %1</source>
        <translation>kein Format heißt wie %1</translation>
    </message>
    <message>
        <source>%1 was not written</source>
        <translation>%1 wurde nicht geschrieben</translation>
    </message>
    <message>
        <source>its comparison was closed</source>
        <translation>der Vergleich dazu wurde geschlossen</translation>
    </message>
</context>
<context>
    <name>tidemark::CompareSources</name>
    <message>
        <source>neither of the two can be read</source>
        <translation>keines von beiden kann gelesen werden</translation>
    </message>
</context>
<context>
    <name>tidemark::CompletionPopup</name>
    <message>
        <source>Completion</source>
        <translation>Vervollständigung</translation>
    </message>
    <message>
        <source>Names that may stand here</source>
        <translation>Namen, die hier stehen können</translation>
    </message>
</context>
<context>
    <name>tidemark::DataCompareController</name>
    <message>
        <source>comparing the rows of %1 with %2</source>
        <translation>Zeilen von %1 werden mit %2 verglichen</translation>
    </message>
    <message>
        <source>replaying %1</source>
        <translation>%1 wird ausgeführt</translation>
    </message>
    <message>
        <source>making a throw-away database</source>
        <translation>eine Wegwerf-Datenbank wird gemacht</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>comparing the rows of %1</source>
        <translation>Zeilen von %1 werden verglichen</translation>
    </message>
</context>
<context>
    <name>tidemark::DataComparisonView</name>
    <message>
        <source>as counted when it was made</source>
        <translation>wie bei der Sicherung gezählt</translation>
    </message>
    <message>
        <source>restored for this</source>
        <translation>dafür wiederhergestellt</translation>
    </message>
    <message>
        <source>read just now</source>
        <translation>eben gelesen</translation>
    </message>
    <message>
        <source>Compare the schemas</source>
        <translation>Schemata vergleichen</translation>
    </message>
    <message>
        <source>Close the comparison</source>
        <translation>Vergleich schließen</translation>
    </message>
    <message>
        <source>Search tables</source>
        <translation>Tabellen suchen</translation>
    </message>
    <message>
        <source>equal ones as well</source>
        <translation>auch gleiche</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>A: %1, B: %2</source>
        <translation>A: %1, B: %2</translation>
    </message>
    <message>
        <source>all %1 tables are the same</source>
        <translation>alle %1 Tabellen sind gleich</translation>
    </message>
    <message>
        <source>%1 of %2 tables differ</source>
        <translation>%1 von %2 Tabellen sind verschieden</translation>
    </message>
    <message>
        <source>large objects differ, or could not be read on one side</source>
        <translation>Large Objects sind verschieden oder waren auf einer Seite nicht lesbar</translation>
    </message>
    <message>
        <source>the same schema</source>
        <translation>dasselbe Schema</translation>
    </message>
    <message>
        <source>another schema</source>
        <translation>ein anderes Schema</translation>
    </message>
    <message>
        <source>Comparing the rows</source>
        <translation>Die Zeilen werden verglichen</translation>
    </message>
    <message>
        <source>A backup that has a manifest is not read again; one without is restored into a throw-away database.</source>
        <translation>Eine Sicherung mit Manifest wird nicht noch einmal gelesen; eine ohne wird in eine Wegwerf-Datenbank wiederhergestellt.</translation>
    </message>
    <message>
        <source>both %1</source>
        <translation>beide %1</translation>
    </message>
    <message>
        <source>A %1, B %2</source>
        <translation>A %1, B %2</translation>
    </message>
</context>
<context>
    <name>tidemark::DataTablesModel</name>
    <message>
        <source>the same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>only in B</source>
        <translation>nur in B</translation>
    </message>
    <message>
        <source>only in A</source>
        <translation>nur in A</translation>
    </message>
    <message>
        <source>other values</source>
        <translation>andere Werte</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 mehr</translation>
    </message>
    <message>
        <source>%1 fewer</source>
        <translation>%1 weniger</translation>
    </message>
    <message>
        <source>%1: %2 rows in A, %3 in B, %4</source>
        <translation>%1: %2 Zeilen in A, %3 in B, %4</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
</context>
<context>
    <name>tidemark::DefinitionView</name>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>Definition in %1</source>
        <translation>Definition in %1</translation>
    </message>
    <message>
        <source>Definition, from %1 to %2</source>
        <translation>Definition, von %1 zu %2</translation>
    </message>
    <message>
        <source>not in %1</source>
        <translation>nicht in %1</translation>
    </message>
</context>
<context>
    <name>tidemark::DescribePanel</name>
    <message>
        <source>Name and label</source>
        <translation>Name und Notiz</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Label, for people</source>
        <translation>Notiz für Menschen</translation>
    </message>
    <message>
        <source>With a name it is never pruned. The file keeps its own name.</source>
        <translation>Mit einem Namen wird sie nie aufgeräumt. Die Datei behält ihren eigenen Namen.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>tidemark::DetailPane</name>
    <message>
        <source>Properties that differ</source>
        <translation>Eigenschaften, die sich unterscheiden</translation>
    </message>
    <message>
        <source>Dependent objects</source>
        <translation>Abhängige Objekte</translation>
    </message>
    <message>
        <source>Choose an object on the left to see how it differs.</source>
        <translation>Links ein Objekt wählen, um zu sehen, worin es sich unterscheidet.</translation>
    </message>
    <message>
        <source>How the object is shown</source>
        <translation>Wie das Objekt gezeigt wird</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
    <message>
        <source>Inline</source>
        <translation>Untereinander</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>Eigenschaften</translation>
    </message>
    <message>
        <source>Dependants</source>
        <translation>Abhängige</translation>
    </message>
    <message>
        <source>Previous difference (Shift+F8)</source>
        <translation>Voriger Unterschied (Umschalt+F8)</translation>
    </message>
    <message>
        <source>Next difference (F8)</source>
        <translation>Nächster Unterschied (F8)</translation>
    </message>
    <message>
        <source>only in %1</source>
        <translation>nur in %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>It is new as a whole.</source>
        <translation>Es ist als Ganzes neu.</translation>
    </message>
    <message>
        <source>It goes as a whole.</source>
        <translation>Es fällt als Ganzes weg.</translation>
    </message>
    <message>
        <source>No property of it differs.</source>
        <translation>Keine seiner Eigenschaften unterscheidet sich.</translation>
    </message>
    <message>
        <source>Nothing depends on it, and it on nothing.</source>
        <translation>Nichts hängt davon ab, und es hängt von nichts ab.</translation>
    </message>
</context>
<context>
    <name>tidemark::DifferenceView</name>
    <message>
        <source>Schema differences</source>
        <translation>Unterschiede im Schema</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>and %1 more; the exported report has them all</source>
        <translation>und %1 weitere; der exportierte Bericht hat sie alle</translation>
    </message>
</context>
<context>
    <name>tidemark::DifferencesModel</name>
    <message>
        <source>a column of A alone</source>
        <translation>eine Spalte, die nur A hat</translation>
    </message>
    <message>
        <source>a column of B alone</source>
        <translation>eine Spalte, die nur B hat</translation>
    </message>
    <message>
        <source>of the key</source>
        <translation>vom Schlüssel</translation>
    </message>
    <message>
        <source>changed, as in B</source>
        <translation>geändert, wie in B</translation>
    </message>
    <message>
        <source>changed, as in A</source>
        <translation>geändert, wie in A</translation>
    </message>
    <message>
        <source>only in B</source>
        <translation>nur in B</translation>
    </message>
    <message>
        <source>only in A</source>
        <translation>nur in A</translation>
    </message>
    <message>
        <source>no such column here</source>
        <translation>hier gibt es die Spalte nicht</translation>
    </message>
    <message>
        <source>no value</source>
        <translation>kein Wert</translation>
    </message>
    <message>
        <source>%1, changed</source>
        <translation>%1, geändert</translation>
    </message>
    <message>
        <source>%1, added</source>
        <translation>%1, neu</translation>
    </message>
    <message>
        <source>%1, gone</source>
        <translation>%1, fehlt</translation>
    </message>
</context>
<context>
    <name>tidemark::DifferencesPane</name>
    <message>
        <source>Rows that differ</source>
        <translation>Zeilen, die verschieden sind</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Vorige</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächste</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Choose a table</source>
        <translation>Wählen Sie eine Tabelle</translation>
    </message>
    <message>
        <source>Its rows are compared by key: which are gone, added, changed.</source>
        <translation>Ihre Zeilen werden nach Schlüssel verglichen: welche fehlen, neu oder geändert sind.</translation>
    </message>
    <message>
        <source>The same on both sides</source>
        <translation>Auf beiden Seiten gleich</translation>
    </message>
    <message>
        <source>%1 rows, alike to the last value.</source>
        <translation>%1 Zeilen, gleich bis zum letzten Wert.</translation>
    </message>
    <message>
        <source>Only in A</source>
        <translation>Nur in A</translation>
    </message>
    <message>
        <source>Only in B</source>
        <translation>Nur in B</translation>
    </message>
    <message>
        <source>%1 rows; there is nothing to compare them with.</source>
        <translation>%1 Zeilen; es gibt nichts, womit sie zu vergleichen wären.</translation>
    </message>
    <message>
        <source>Comparing by key</source>
        <translation>Nach Schlüssel verglichen</translation>
    </message>
    <message>
        <source>%1 gone, %2 added, %3 changed</source>
        <translation>%1 fehlen, %2 neu, %3 geändert</translation>
    </message>
    <message>
        <source>changed in %1</source>
        <translation>geändert in %1</translation>
    </message>
    <message>
        <source>columns only in A: %1</source>
        <translation>Spalten nur in A: %1</translation>
    </message>
    <message>
        <source>columns only in B: %1</source>
        <translation>Spalten nur in B: %1</translation>
    </message>
    <message>
        <source>no key in common: a changed row is one gone and one added</source>
        <translation>kein gemeinsamer Schlüssel: eine geänderte Zeile ist eine, die fehlt, und eine neue</translation>
    </message>
    <message>
        <source>no row differs</source>
        <translation>keine Zeile ist verschieden</translation>
    </message>
    <message>
        <source>differences %1 to %2 of %3</source>
        <translation>Unterschiede %1 bis %2 von %3</translation>
    </message>
</context>
<context>
    <name>tidemark::DownDrafting</name>
    <message>
        <source>The migration has not been read.</source>
        <translation>Die Migration ist nicht gelesen.</translation>
    </message>
    <message>
        <source>Where its down belongs cannot be told.</source>
        <translation>Wohin ihr Down gehört, lässt sich nicht sagen.</translation>
    </message>
    <message>
        <source>Only what SQL does can be drafted back.</source>
        <translation>Nur was SQL tut, lässt sich zurück entwerfen.</translation>
    </message>
    <message>
        <source>drafting the down of %1</source>
        <translation>Down von %1 wird entworfen</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>down of %1 drafted</source>
        <translation>Down von %1 entworfen</translation>
    </message>
    <message>
        <source>Not in the script: %1 %2 %3: %4</source>
        <translation>Nicht im Skript: %1 %2 %3: %4</translation>
    </message>
</context>
<context>
    <name>tidemark::DraftPane</name>
    <message>
        <source>Drafted down</source>
        <translation>Entworfenes Down</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Replaying migration %L1 of %L2: %3</source>
        <translation>Migration %L1 von %L2 wird nachgespielt: %3</translation>
    </message>
    <message>
        <source>Starting a throw-away database…</source>
        <translation>Eine Wegwerf-Datenbank wird gestartet…</translation>
    </message>
    <message>
        <source>Running the up, and reading what it did…</source>
        <translation>Das Up läuft, und was es getan hat, wird gelesen…</translation>
    </message>
    <message>
        <source>There is no draft.</source>
        <translation>Es gibt keinen Entwurf.</translation>
    </message>
    <message>
        <source>A draft of the down is made from what the up does, and tried before it is shown here.</source>
        <translation>Ein Entwurf des Down entsteht aus dem, was das Up tut, und wird ausprobiert, bevor er hier steht.</translation>
    </message>
    <message>
        <source>tried, good</source>
        <translation>probiert, gut</translation>
    </message>
    <message>
        <source>not good</source>
        <translation>nicht gut</translation>
    </message>
    <message>
        <source>Up, this, and up again: the schema is as it was, but for the order of columns.</source>
        <translation>Up, dies und noch einmal Up: Das Schema ist wie zuvor, bis auf die Reihenfolge der Spalten.</translation>
    </message>
    <message>
        <source>Up, this, and up again: the schema is as it was.</source>
        <translation>Up, dies und noch einmal Up: Das Schema ist wie zuvor.</translation>
    </message>
    <message>
        <source>It does not bring everything back as it stands.</source>
        <translation>So, wie er ist, bringt er nicht alles zurück.</translation>
    </message>
    <message>
        <source>Put it in the place of the down</source>
        <translation>An die Stelle des Down setzen</translation>
    </message>
    <message>
        <source>What cannot come back</source>
        <translation>Was nicht zurückkommen kann</translation>
    </message>
    <message>
        <source>To be known</source>
        <translation>Zu wissen</translation>
    </message>
    <message>
        <source>It has statements that must run outside of a transaction, and the up runs in one.</source>
        <translation>Er hat Anweisungen, die außerhalb einer Transaktion laufen müssen, und das Up läuft in einer.</translation>
    </message>
    <message>
        <source>What is wrong with it</source>
        <translation>Was daran nicht stimmt</translation>
    </message>
    <message>
        <source>outdated</source>
        <translation>überholt</translation>
    </message>
    <message>
        <source>The up is another one since it was drafted. Draft it again, or take it as it is.</source>
        <translation>Das Up ist seit dem Entwurf ein anderes. Entwerfen Sie neu, oder übernehmen Sie ihn so.</translation>
    </message>
    <message>
        <source>Take it all the same</source>
        <translation>Trotzdem übernehmen</translation>
    </message>
</context>
<context>
    <name>tidemark::EditedMigration</name>
    <message>
        <source>Applied on %1: what it did is done, and a change here would not be run.</source>
        <translation>Auf %1 angewendet: Was sie tat, ist getan, und eine Änderung hier würde nicht ausgeführt.</translation>
    </message>
</context>
<context>
    <name>tidemark::EditorPage</name>
    <message>
        <source>Nothing is open</source>
        <translation>Nichts ist offen</translation>
    </message>
    <message>
        <source>Choose “Edit” on a migration in the timeline, or begin a new one. Lint reads along, the down can be drafted, and both can be tried before anything is saved.</source>
        <translation>Wählen Sie in der Zeitachse bei einer Migration „Bearbeiten“, oder beginnen Sie eine neue. Lint liest mit, das Down lässt sich entwerfen, und beides lässt sich ausprobieren, bevor etwas gespeichert ist.</translation>
    </message>
    <message>
        <source>New migration</source>
        <translation>Neue Migration</translation>
    </message>
    <message>
        <source>Open the newest</source>
        <translation>Die neueste öffnen</translation>
    </message>
    <message>
        <source>Turn it into UTF-8 and save</source>
        <translation>In UTF-8 umwandeln und speichern</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>Neu…</translation>
    </message>
    <message>
        <source>A new migration (Ctrl+N)</source>
        <translation>Eine neue Migration (Strg+N)</translation>
    </message>
    <message>
        <source>Draft down</source>
        <translation>Down entwerfen</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save (Ctrl+S)</source>
        <translation>Speichern (Strg+S)</translation>
    </message>
    <message>
        <source>Open migrations</source>
        <translation>Offene Migrationen</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>nur lesbar</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>wird gespeichert…</translation>
    </message>
    <message>
        <source>unsaved</source>
        <translation>nicht gespeichert</translation>
    </message>
    <message>
        <source>Make the way back from what the up does (Ctrl+Shift+D)</source>
        <translation>Den Rückweg aus dem machen, was das Up tut (Strg+Umschalt+D)</translation>
    </message>
    <message>
        <source>Up, down and up again on a throw-away database (Ctrl+Enter)</source>
        <translation>Up, Down und noch einmal Up auf einer Wegwerf-Datenbank (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Make a new one that changes it</source>
        <translation>Eine neue machen, die sie ändert</translation>
    </message>
    <message>
        <source>Somebody else changed the file, and there is unsaved work here.</source>
        <translation>Jemand anderes hat die Datei geändert, und hier ist noch nicht alles gespeichert.</translation>
    </message>
    <message>
        <source>Show theirs</source>
        <translation>Deren Fassung zeigen</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meine behalten</translation>
    </message>
    <message>
        <source>The file is gone from its folder. What is here can be saved again.</source>
        <translation>Die Datei ist nicht mehr in ihrem Ordner. Was hier steht, kann wieder gespeichert werden.</translation>
    </message>
    <message>
        <source>Save it again</source>
        <translation>Wieder speichern</translation>
    </message>
    <message>
        <source>There is unsaved work in %1.</source>
        <translation>In %1 ist noch nicht alles gespeichert.</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>Wegwerfen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weitermachen</translation>
    </message>
    <message>
        <source>Unsaved work on %1 of %2 was left behind.</source>
        <translation>Nicht Gespeichertes zu %1 vom %2 ist liegen geblieben.</translation>
    </message>
    <message numerus="yes">
        <source>%n more after it.</source>
        <translation>
            <numerusform>Danach noch %n weiteres.</numerusform>
            <numerusform>Danach noch %n weitere.</numerusform>
        </translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Findings  %L1</source>
        <translation>Befunde  %L1</translation>
    </message>
    <message>
        <source>action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Draft the down of %1</source>
        <translation>Down von %1 entwerfen</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Applied on %1, and another one here: what it did is done, and the change would not be run.</source>
        <translation>Auf %1 angewandt und hier eine andere: Was sie tat, ist getan, und die Änderung würde nicht ausgeführt.</translation>
    </message>
    <message>
        <source>Save anyway</source>
        <translation>Trotzdem speichern</translation>
    </message>
    <message>
        <source>%1 has not answered: it may be applied there.</source>
        <translation>%1 hat nicht geantwortet: Dort kann sie angewandt sein.</translation>
    </message>
    <message>
        <source>What is typed here would not outlive a crash: %1. Save it soon.</source>
        <translation>Was hier getippt wird, würde einen Absturz nicht überleben: %1. Speichern Sie es bald.</translation>
    </message>
    <message>
        <source>What is unsaved there now must be saved or closed first.</source>
        <translation>Was dort jetzt ungespeichert ist, muss erst gespeichert oder geschlossen werden.</translation>
    </message>
    <message>
        <source>New migration: %1</source>
        <translation>Neue Migration: %1</translation>
    </message>
</context>
<context>
    <name>tidemark::EditorPanes</name>
    <message>
        <source>%1 (new)</source>
        <translation>%1 (neu)</translation>
    </message>
    <message>
        <source>down</source>
        <translation>down</translation>
    </message>
    <message>
        <source>verify</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>up</source>
        <translation>up</translation>
    </message>
    <message>
        <source>There is no down yet. Write it, or draft it from what the up does.</source>
        <translation>Es gibt noch kein Down. Schreiben Sie es, oder lassen Sie es aus dem entwerfen, was das Up tut.</translation>
    </message>
</context>
<context>
    <name>tidemark::EnvironmentDialog</name>
    <message>
        <source>Environments</source>
        <translation>Umgebungen</translation>
    </message>
    <message>
        <source>Keep it in the keychain</source>
        <translation>Im Schlüsselbund aufbewahren</translation>
    </message>
    <message>
        <source>Keep it until the workbench is closed</source>
        <translation>Aufbewahren, bis die Werkbank geschlossen wird</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Verbindung prüfen</translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>wird verbunden…</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>staging</source>
        <translation>staging</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>PostgreSQL server</source>
        <translation>PostgreSQL-Server</translation>
    </message>
    <message>
        <source>PostgreSQL, by its URL</source>
        <translation>PostgreSQL, über seine URL</translation>
    </message>
    <message>
        <source>PostgreSQL, a service of pg_service.conf</source>
        <translation>PostgreSQL, ein Dienst aus pg_service.conf</translation>
    </message>
    <message>
        <source>The URL in a variable</source>
        <translation>Die URL in einer Variable</translation>
    </message>
    <message>
        <source>SQLite file</source>
        <translation>SQLite-Datei</translation>
    </message>
    <message>
        <source>Database is</source>
        <translation>Die Datenbank ist</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>your login name</source>
        <translation>der eigene Anmeldename</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>the user&apos;s name</source>
        <translation>der Name des Benutzers</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>if the server offers it</source>
        <translation>wenn der Server es anbietet</translation>
    </message>
    <message>
        <source>required</source>
        <translation>verlangt</translation>
    </message>
    <message>
        <source>required, certificate checked</source>
        <translation>verlangt, Zertifikat geprüft</translation>
    </message>
    <message>
        <source>required, certificate and name checked</source>
        <translation>verlangt, Zertifikat und Name geprüft</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Root certificate</source>
        <translation>Wurzelzertifikat</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Variable</source>
        <translation>Variable</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Foreign keys are enforced</source>
        <translation>Fremdschlüssel werden durchgesetzt</translation>
    </message>
    <message>
        <source>only where the server asks for one</source>
        <translation>nur, wo der Server eines verlangt</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>user@host:port, or nothing</source>
        <translation>benutzer@host:port oder nichts</translation>
    </message>
    <message>
        <source>SSH tunnel</source>
        <translation>SSH-Tunnel</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Gespeichert.</translation>
    </message>
</context>
<context>
    <name>tidemark::EnvironmentsController</name>
    <message>
        <source>no workspace is open</source>
        <translation>kein Arbeitsbereich ist offen</translation>
    </message>
    <message>
        <source>the workspace file cannot be read</source>
        <translation>die Datei des Arbeitsbereichs kann nicht gelesen werden</translation>
    </message>
</context>
<context>
    <name>tidemark::EvidencePane</name>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>Evidence is shown here, migration by migration: what the rollback loses, what it leaves behind, what it locks.</source>
        <translation>Hier stehen die Belege, Migration für Migration: was beim Zurückrollen verloren geht, was es zurücklässt, was es sperrt.</translation>
    </message>
    <message>
        <source>This rehearsal</source>
        <translation>Diese Probe</translation>
    </message>
    <message>
        <source>About the folder</source>
        <translation>Über den Ordner</translation>
    </message>
    <message>
        <source>Not compared</source>
        <translation>Nicht verglichen</translation>
    </message>
    <message>
        <source>Select a migration to see its evidence.</source>
        <translation>Eine Migration wählen, um ihre Belege zu sehen.</translation>
    </message>
    <message>
        <source>It is being rehearsed.</source>
        <translation>Sie wird gerade geprobt.</translation>
    </message>
    <message>
        <source>It was not reached.</source>
        <translation>Sie wurde nicht erreicht.</translation>
    </message>
    <message>
        <source>Before, it was &quot;%1&quot;: %2</source>
        <translation>Vorher war sie „%1“: %2</translation>
    </message>
    <message>
        <source>The second up stops</source>
        <translation>Das zweite Up bleibt stehen</translation>
    </message>
    <message>
        <source>The %1 stops</source>
        <translation>Das %1 bleibt stehen</translation>
    </message>
    <message>
        <source>Script %1</source>
        <translation>Skript %1</translation>
    </message>
    <message>
        <source>Columns in another order</source>
        <translation>Spalten in anderer Reihenfolge</translation>
    </message>
    <message>
        <source>Another schema after the rollback</source>
        <translation>Ein anderes Schema nach dem Zurückrollen</translation>
    </message>
    <message>
        <source>before the up</source>
        <translation>vor dem Up</translation>
    </message>
    <message>
        <source>after the down</source>
        <translation>nach dem Down</translation>
    </message>
    <message>
        <source>Applied again, another schema</source>
        <translation>Noch einmal angewendet, ein anderes Schema</translation>
    </message>
    <message>
        <source>after the first up</source>
        <translation>nach dem ersten Up</translation>
    </message>
    <message>
        <source>after the second up</source>
        <translation>nach dem zweiten Up</translation>
    </message>
    <message>
        <source>Lost in the rollback</source>
        <translation>Beim Zurückrollen verloren</translation>
    </message>
    <message>
        <source>, written by the traffic</source>
        <translation>, vom Verkehr geschrieben</translation>
    </message>
    <message>
        <source>Rows lost in %1</source>
        <translation>Verlorene Zeilen in %1</translation>
    </message>
    <message numerus="yes">
        <source>and %n more tables</source>
        <translation>
            <numerusform>und %n weitere Tabelle</numerusform>
            <numerusform>und %n weitere Tabellen</numerusform>
        </translation>
    </message>
    <message>
        <source>What moved</source>
        <translation>Was sich bewegt hat</translation>
    </message>
    <message>
        <source>Explained by clocks, random values or sequences</source>
        <translation>Erklärt durch Uhren, Zufallswerte oder Sequenzen</translation>
    </message>
    <message>
        <source>It passes after the up.</source>
        <translation>Es besteht nach dem Up.</translation>
    </message>
    <message>
        <source>It fails after the up.</source>
        <translation>Es scheitert nach dem Up.</translation>
    </message>
    <message>
        <source>It still passes after the down, so it proves nothing.</source>
        <translation>Es besteht auch nach dem Down, beweist also nichts.</translation>
    </message>
    <message>
        <source>It fails after the down, as it should.</source>
        <translation>Es scheitert nach dem Down, wie es soll.</translation>
    </message>
    <message>
        <source>Verify script</source>
        <translation>Prüfskript</translation>
    </message>
    <message>
        <source>History table</source>
        <translation>Verlaufstabelle</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Statements, locks and time</source>
        <translation>Anweisungen, Sperren und Zeit</translation>
    </message>
    <message>
        <source>Locks and time</source>
        <translation>Sperren und Zeit</translation>
    </message>
    <message>
        <source>Rehearse this one again</source>
        <translation>Diese noch einmal proben</translation>
    </message>
    <message>
        <source>Rehearse this one</source>
        <translation>Diese proben</translation>
    </message>
    <message>
        <source>Open scripts</source>
        <translation>Skripte öffnen</translation>
    </message>
    <message>
        <source>In the timeline, at the line where it stopped</source>
        <translation>In der Zeitleiste, an der Zeile, an der es stehen blieb</translation>
    </message>
    <message>
        <source>Show in the file manager</source>
        <translation>Im Dateimanager zeigen</translation>
    </message>
    <message>
        <source>The schema that stays</source>
        <translation>Das Schema, das bleibt</translation>
    </message>
    <message>
        <source>as it stays</source>
        <translation>wie es bleibt</translation>
    </message>
    <message>
        <source>after the restore</source>
        <translation>nach der Wiederherstellung</translation>
    </message>
    <message>
        <source>What the up took, and nothing brings back</source>
        <translation>Was das Up nahm und nichts zurückbringt</translation>
    </message>
    <message>
        <source>before the restore</source>
        <translation>vor der Wiederherstellung</translation>
    </message>
    <message>
        <source>after</source>
        <translation>danach</translation>
    </message>
</context>
<context>
    <name>tidemark::FindBar</name>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Upper and lower case matter</source>
        <translation>Groß- und Kleinschreibung zählt</translation>
    </message>
    <message>
        <source>Whole words</source>
        <translation>Ganze Wörter</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>Regulärer Ausdruck</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>Ersetzen durch</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>Alle ersetzen</translation>
    </message>
    <message>
        <source>Previous (Shift+Enter)</source>
        <translation>Vorheriges (Umschalt+Eingabe)</translation>
    </message>
    <message>
        <source>Next (Enter)</source>
        <translation>Nächstes (Eingabe)</translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation>Schließen (Escape)</translation>
    </message>
    <message>
        <source>nothing found</source>
        <translation>nichts gefunden</translation>
    </message>
    <message>
        <source>%L1 found</source>
        <translation>%L1 gefunden</translation>
    </message>
    <message>
        <source>%L1 of %L2</source>
        <translation>%L1 von %L2</translation>
    </message>
    <message>
        <source>%L1 replaced</source>
        <translation>%L1 ersetzt</translation>
    </message>
</context>
<context>
    <name>tidemark::FindingsModel</name>
    <message>
        <source>Better: %1</source>
        <translation>Besser: %1</translation>
    </message>
</context>
<context>
    <name>tidemark::FindingsPane</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>The rules look at SQL scripts of up to 4 MB. This one is not looked at.</source>
        <translation>Die Regeln sehen sich SQL-Skripte bis 4 MB an. Dieses wird nicht angesehen.</translation>
    </message>
    <message>
        <source>Nothing to say against it.</source>
        <translation>Nichts dagegen zu sagen.</translation>
    </message>
</context>
<context>
    <name>tidemark::GuardBar</name>
    <message>
        <source>Arm…</source>
        <translation>Scharf schalten…</translation>
    </message>
    <message>
        <source>Arm</source>
        <translation>Scharf schalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Disarm</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>type %1</source>
        <translation>%1 eintippen</translation>
    </message>
    <message>
        <source>Name of the environment to arm</source>
        <translation>Name der Umgebung, die scharf geschaltet wird</translation>
    </message>
    <message>
        <source>What you do now is done to %1.</source>
        <translation>Was jetzt geschieht, geschieht auf %1.</translation>
    </message>
    <message>
        <source>Type the environment&apos;s name to be able to write to it.</source>
        <translation>Den Namen der Umgebung eintippen, um auf sie schreiben zu können.</translation>
    </message>
    <message>
        <source>Look, compare and rehearse on a copy; nothing is written to it.</source>
        <translation>Ansehen, vergleichen und auf einer Kopie proben; geschrieben wird nichts.</translation>
    </message>
    <message>
        <source>armed for %1</source>
        <translation>scharf für %1</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>nur lesbar</translation>
    </message>
    <message>
        <source>That is not its name, letter for letter: %1</source>
        <translation>Das ist nicht ihr Name, Zeichen für Zeichen: %1</translation>
    </message>
</context>
<context>
    <name>tidemark::KeychainSecrets</name>
    <message>
        <source>the keychain does not forget it</source>
        <translation>der Schlüsselbund vergisst es nicht</translation>
    </message>
</context>
<context>
    <name>tidemark::LogController</name>
    <message>
        <source>%1 cannot be written</source>
        <translation>%1 kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>exporting the log</source>
        <translation>das Protokoll wird exportiert</translation>
    </message>
    <message numerus="yes">
        <source>%n entries exported</source>
        <translation>
            <numerusform>%n Eintrag exportiert</numerusform>
            <numerusform>%n Einträge exportiert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tidemark::LogDetail</name>
    <message>
        <source>The chosen act</source>
        <translation>Die gewählte Handlung</translation>
    </message>
    <message>
        <source>Choose an act to see who did it, where, and what became of each migration.</source>
        <translation>Eine Handlung wählen, um zu sehen, wer sie wo ausführte und was aus jeder Migration wurde.</translation>
    </message>
    <message>
        <source>when</source>
        <translation>wann</translation>
    </message>
    <message>
        <source>took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>who</source>
        <translation>wer</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>entry</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>digest</source>
        <translation>Prüfsumme</translation>
    </message>
    <message>
        <source>Migrations</source>
        <translation>Migrationen</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
</context>
<context>
    <name>tidemark::LogModel</name>
    <message>
        <source>when</source>
        <translation>wann</translation>
    </message>
    <message>
        <source>act</source>
        <translation>Handlung</translation>
    </message>
    <message>
        <source>what</source>
        <translation>was</translation>
    </message>
    <message>
        <source>where</source>
        <translation>wo</translation>
    </message>
    <message>
        <source>who</source>
        <translation>wer</translation>
    </message>
    <message>
        <source>took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>result</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>tidemark::LogPage</name>
    <message>
        <source>Filter by migration, person, error…</source>
        <translation>Nach Migration, Person, Fehler filtern…</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>all environments</source>
        <translation>alle Umgebungen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>As CSV…</source>
        <translation>Als CSV…</translation>
    </message>
    <message>
        <source>As JSON…</source>
        <translation>Als JSON…</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>Nur %1</translation>
    </message>
    <message>
        <source>The log</source>
        <translation>Das Protokoll</translation>
    </message>
    <message>
        <source>Nothing has been done yet</source>
        <translation>Noch wurde nichts getan</translation>
    </message>
    <message>
        <source>What is applied, rolled back, rehearsed or restored, here or by the command line, is written down and cannot be changed afterwards.</source>
        <translation>Was angewendet, zurückgerollt, geprobt oder wiederhergestellt wird, hier oder auf der Befehlszeile, wird aufgeschrieben und ist danach nicht mehr zu ändern.</translation>
    </message>
    <message>
        <source>No act fits the filter</source>
        <translation>Keine Handlung passt zum Filter</translation>
    </message>
    <message>
        <source>Nothing in the log has these words, this environment and this result.</source>
        <translation>Nichts im Protokoll hat diese Wörter, diese Umgebung und dieses Ergebnis.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>%1 shown</source>
        <translation>%1 gezeigt</translation>
    </message>
    <message>
        <source>the log cannot be read</source>
        <translation>das Protokoll kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>checking the chain…</source>
        <translation>die Kette wird geprüft…</translation>
    </message>
    <message>
        <source>Somebody changed the log outside of Tidemark. What it says from here on proves nothing.</source>
        <translation>Jemand hat das Protokoll außerhalb von Tidemark geändert. Was es von hier an sagt, beweist nichts.</translation>
    </message>
    <message>
        <source>Every entry is what was written, and none is missing. Newest digest: %1</source>
        <translation>Jeder Eintrag ist, was geschrieben wurde, und keiner fehlt. Neueste Prüfsumme: %1</translation>
    </message>
    <message>
        <source>Export the log</source>
        <translation>Das Protokoll exportieren</translation>
    </message>
    <message>
        <source>Export the log as CSV</source>
        <translation>Das Protokoll als CSV exportieren</translation>
    </message>
    <message>
        <source>action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Export the log as JSON</source>
        <translation>Das Protokoll als JSON exportieren</translation>
    </message>
    <message>
        <source>Check whether the log is whole</source>
        <translation>Prüfen, ob das Protokoll heil ist</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Reading the log…</source>
        <translation>Protokoll wird gelesen…</translation>
    </message>
</context>
<context>
    <name>tidemark::LostRowsModel</name>
    <message>
        <source>not there</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>weg</translation>
    </message>
    <message>
        <source>row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>before the down</source>
        <translation>vor dem Down</translation>
    </message>
    <message>
        <source>%1 before</source>
        <translation>%1 vorher</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
</context>
<context>
    <name>tidemark::MainWindow</name>
    <message>
        <source>%1 – Tidemark</source>
        <translation>%1 – Tidemark</translation>
    </message>
    <message>
        <source>Tidemark</source>
        <translation>Tidemark</translation>
    </message>
    <message>
        <source>Open a folder with migrations</source>
        <translation>Einen Ordner mit Migrationen öffnen</translation>
    </message>
    <message>
        <source>place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>environment, %1</source>
        <translation>Umgebung, %1</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Ordner öffnen…</translation>
    </message>
    <message>
        <source>workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Try the sample shop</source>
        <translation>Den Beispielladen ausprobieren</translation>
    </message>
    <message>
        <source>Close workspace</source>
        <translation>Arbeitsbereich schließen</translation>
    </message>
    <message>
        <source>Colours like the desktop</source>
        <translation>Farben wie der Desktop</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Helle Farben</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>Dunkle Farben</translation>
    </message>
    <message>
        <source>appearance</source>
        <translation>Aussehen</translation>
    </message>
</context>
<context>
    <name>tidemark::MakePanel</name>
    <message>
        <source>Back up now</source>
        <translation>Jetzt sichern</translation>
    </message>
    <message>
        <source>Roles and tablespaces as well</source>
        <translation>Auch Rollen und Tablespaces</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>Sichern</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Label, for people</source>
        <translation>Notiz für Menschen</translation>
    </message>
    <message>
        <source>plain: a script in SQL</source>
        <translation>plain: ein Skript in SQL</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>Kompression</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>A named backup is never pruned. The database is only read, while others write.</source>
        <translation>Eine benannte Sicherung wird nie aufgeräumt. Die Datenbank wird nur gelesen, während andere schreiben.</translation>
    </message>
    <message>
        <source>The database is only read, while others write. With a name the backup is never pruned.</source>
        <translation>Die Datenbank wird nur gelesen, während andere schreiben. Mit einem Namen wird die Sicherung nie aufgeräumt.</translation>
    </message>
    <message>
        <source>Count the rows and digest them, for proofs</source>
        <translation>Zeilen zählen und Prüfsummen bilden, für Beweise</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>manual</source>
        <translation>manuell</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>Release it is taken for</source>
        <translation>Release, zu dem sie gehört</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>custom: one file</source>
        <translation>custom: eine Datei</translation>
    </message>
    <message>
        <source>directory: a file a table</source>
        <translation>directory: eine Datei je Tabelle</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Prozesse</translation>
    </message>
    <message>
        <source>as pg_dump does</source>
        <translation>wie pg_dump es tut</translation>
    </message>
    <message>
        <source>as it does</source>
        <translation>wie von selbst</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Longest wait for a table that is locked</source>
        <translation>Längstes Warten auf eine gesperrte Tabelle</translation>
    </message>
    <message>
        <source>It is pruned as those before a run are. The database is only read, while others write.</source>
        <translation>Sie wird aufgeräumt wie die vor einem Lauf. Die Datenbank wird nur gelesen, während andere schreiben.</translation>
    </message>
</context>
<context>
    <name>tidemark::MigrationBar</name>
    <message>
        <source>New migration</source>
        <translation>Neue Migration</translation>
    </message>
    <message>
        <source>Write the files</source>
        <translation>Dateien schreiben</translation>
    </message>
    <message>
        <source>Show in the timeline</source>
        <translation>In der Zeitleiste zeigen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>what it does: orders_total_exact</source>
        <translation>was sie tut: orders_total_exact</translation>
    </message>
    <message>
        <source>Name of the migration</source>
        <translation>Name der Migration</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>%1 migrations: not all of it can run in a transaction</source>
        <translation>%1 Migrationen: nicht alles kann in einer Transaktion laufen</translation>
    </message>
    <message>
        <source>Being written…</source>
        <translation>Wird geschrieben…</translation>
    </message>
</context>
<context>
    <name>tidemark::MigrationDetail</name>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Rehearse</source>
        <translation>Proben</translation>
    </message>
    <message>
        <source>Apply…</source>
        <translation>Anwenden…</translation>
    </message>
    <message>
        <source>Roll back to here…</source>
        <translation>Hierhin zurückrollen…</translation>
    </message>
    <message>
        <source>up</source>
        <translation>up</translation>
    </message>
    <message>
        <source>down</source>
        <translation>down</translation>
    </message>
    <message>
        <source>Last rehearsal</source>
        <translation>Letzte Probe</translation>
    </message>
    <message>
        <source>About the files</source>
        <translation>Über die Dateien</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Wo sie ist</translation>
    </message>
    <message>
        <source>Who wrote it</source>
        <translation>Wer sie schrieb</translation>
    </message>
    <message>
        <source>%1 migrations selected</source>
        <translation>%1 Migrationen gewählt</translation>
    </message>
    <message>
        <source>Rehearse takes all of them; apply and roll back go by the newest.</source>
        <translation>Proben nimmt alle; Anwenden und Zurückrollen richten sich nach der neuesten.</translation>
    </message>
    <message>
        <source>There is no down script: this migration cannot be rolled back.</source>
        <translation>Ein Down-Skript fehlt: diese Migration kann nicht zurückgerollt werden.</translation>
    </message>
    <message>
        <source>The down script has no statement: rolling back changes nothing.</source>
        <translation>Das Down-Skript hat keine Anweisung: Zurückrollen ändert nichts.</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Nobody knows yet whether it can be rolled back. A rehearsal takes seconds and runs on a copy.</source>
        <translation>Noch weiß niemand, ob sie zurückgerollt werden kann. Eine Probe dauert Sekunden und läuft auf einer Kopie.</translation>
    </message>
    <message>
        <source>It rewrites %1.</source>
        <translation>Sie schreibt %1 neu.</translation>
    </message>
    <message>
        <source>statement</source>
        <translation>Anweisung</translation>
    </message>
    <message>
        <source>lock</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>on</source>
        <translation>auf</translation>
    </message>
    <message>
        <source>held</source>
        <translation>gehalten</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>its file was changed afterwards: %1</source>
        <translation>die Datei wurde danach geändert: %1</translation>
    </message>
    <message>
        <source>%1 has changes that are not committed</source>
        <translation>%1 hat Änderungen, die nicht eingecheckt sind</translation>
    </message>
    <message>
        <source>changed by %1</source>
        <translation>geändert von %1</translation>
    </message>
    <message>
        <source>Lint</source>
        <translation>Lint</translation>
    </message>
</context>
<context>
    <name>tidemark::MigrationTry</name>
    <message>
        <source>The migration has not been read.</source>
        <translation>Die Migration ist nicht gelesen.</translation>
    </message>
    <message>
        <source>Only SQL can be tried here.</source>
        <translation>Nur SQL lässt sich hier ausprobieren.</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>beginnt</translation>
    </message>
    <message>
        <source>trying %1</source>
        <translation>%1 wird ausprobiert</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
</context>
<context>
    <name>tidemark::MigrationsMenu</name>
    <message>
        <source>Find a migration</source>
        <translation>Migration suchen</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>none is called so</source>
        <translation>keine heißt so</translation>
    </message>
    <message>
        <source>before the first: nothing</source>
        <translation>vor der ersten: nichts</translation>
    </message>
</context>
<context>
    <name>tidemark::NewMigrationPanel</name>
    <message>
        <source>Make it</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>What it does, in a few words: add_users</source>
        <translation>Was sie tut, in wenigen Worten: add_users</translation>
    </message>
    <message>
        <source>Name of the new migration</source>
        <translation>Name der neuen Migration</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>New migration</source>
        <translation>Neue Migration</translation>
    </message>
    <message>
        <source>Template of the new migration</source>
        <translation>Vorlage der neuen Migration</translation>
    </message>
    <message>
        <source>Files that will be written</source>
        <translation>Dateien, die geschrieben werden</translation>
    </message>
    <message>
        <source>What will stand in the file</source>
        <translation>Was in der Datei stehen wird</translation>
    </message>
    <message>
        <source>Its name follows from what it does</source>
        <translation>Der Name folgt aus dem, was sie tut</translation>
    </message>
    <message>
        <source>%1 (more at its end)</source>
        <translation>%1 (mehr am Ende)</translation>
    </message>
    <message>
        <source>Will be written: %1</source>
        <translation>Geschrieben wird: %1</translation>
    </message>
</context>
<context>
    <name>tidemark::OutcomeBand</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
</context>
<context>
    <name>tidemark::PaletteOverlay</name>
    <message>
        <source>Go to anything</source>
        <translation>Überallhin gehen</translation>
    </message>
    <message>
        <source>Type the name of an action, a migration, a table, an environment…</source>
        <translation>Name einer Aktion, Migration, Tabelle, Umgebung eintippen…</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
</context>
<context>
    <name>tidemark::PasswordDialog</name>
    <message>
        <source>Keep it in the keychain</source>
        <translation>Im Schlüsselbund aufbewahren</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>%1 asks for a password</source>
        <translation>%1 fragt nach einem Passwort</translation>
    </message>
    <message>
        <source>There is no keychain here: it is forgotten when the workbench ends.</source>
        <translation>Hier ist kein Schlüsselbund: es wird vergessen, wenn die Werkbank endet.</translation>
    </message>
</context>
<context>
    <name>tidemark::ProductionGuard</name>
    <message>
        <source>%1 is production and read-only</source>
        <translation>%1 ist Produktion und nur lesbar</translation>
    </message>
    <message>
        <source>arm it by typing its name, in the band at the top</source>
        <translation>oben im Band durch Eintippen des Namens scharf schalten</translation>
    </message>
    <message>
        <source>type %1 to arm it</source>
        <translation>%1 eintippen, um scharf zu schalten</translation>
    </message>
</context>
<context>
    <name>tidemark::PropertyModel</name>
    <message>
        <source>not there</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>property</source>
        <translation>Eigenschaft</translation>
    </message>
</context>
<context>
    <name>tidemark::PrunePanel</name>
    <message>
        <source>Prune</source>
        <translation>Aufräumen</translation>
    </message>
    <message>
        <source>What would be deleted</source>
        <translation>Was gelöscht würde</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1, made %2</source>
        <translation>%1, gemacht am %2</translation>
    </message>
    <message>
        <source>%1   left by a backup that was killed</source>
        <translation>%1   Rest einer abgebrochenen Sicherung</translation>
    </message>
    <message>
        <source>Nothing is to be deleted: all there is stays by the rules.</source>
        <translation>Nichts ist zu löschen: alles, was da ist, bleibt nach den Regeln.</translation>
    </message>
    <message>
        <source>These would be deleted, and %1 be free again:</source>
        <translation>Diese würden gelöscht, und %1 wären wieder frei:</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>backups</source>
        <translation>Sicherungen</translation>
    </message>
</context>
<context>
    <name>tidemark::Rail</name>
    <message>
        <source>Places</source>
        <translation>Orte</translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1 (Strg+%2)</translation>
    </message>
</context>
<context>
    <name>tidemark::RehearsalController</name>
    <message>
        <source>rehearsing: %1</source>
        <translation>Probe: %1</translation>
    </message>
    <message>
        <source>rehearsed: %1</source>
        <translation>geprobt: %1</translation>
    </message>
</context>
<context>
    <name>tidemark::RehearsalDelegate</name>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>war %1</translation>
    </message>
    <message>
        <source>last %1</source>
        <translation>zuletzt %1</translation>
    </message>
</context>
<context>
    <name>tidemark::RehearsalModel</name>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>%1 the last time</source>
        <translation>%1 beim letzten Mal</translation>
    </message>
    <message>
        <source>version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>migration</source>
        <translation>Migration</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>tidemark::RehearsalPage</name>
    <message>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Rehearsal</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>Rehearse</source>
        <translation>Proben</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Past rehearsals</source>
        <translation>Frühere Proben</translation>
    </message>
    <message>
        <source>Export the report</source>
        <translation>Den Bericht exportieren</translation>
    </message>
    <message>
        <source>Migrations of this rehearsal</source>
        <translation>Migrationen dieser Probe</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Nothing has been rehearsed yet</source>
        <translation>Noch wurde nichts geprobt</translation>
    </message>
    <message>
        <source>A rehearsal runs migrations up, down and up again on a throw-away copy, and says of each whether its rollback brings schema and data back. Your databases are only read.</source>
        <translation>Eine Probe führt Migrationen auf einer Wegwerf-Kopie aus, Up, Down und wieder Up, und sagt von jeder, ob das Zurückrollen Schema und Daten wiederbringt. Die eigenen Datenbanken werden nur gelesen.</translation>
    </message>
    <message>
        <source>Rehearse now</source>
        <translation>Jetzt proben</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>making the sandbox: %1</source>
        <translation>die Sandbox wird angelegt: %1</translation>
    </message>
    <message>
        <source>%1 of %2 · %3</source>
        <translation>%1 von %2 · %3</translation>
    </message>
    <message>
        <source>%1 · %2 of rehearsal, %3 of it SQL</source>
        <translation>%1 · %2 Probe, davon %3 SQL</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Making the sandbox: %1</source>
        <translation>Die Sandbox wird angelegt: %1</translation>
    </message>
    <message>
        <source>Everything that follows happens there, and it is dropped afterwards.</source>
        <translation>Alles Weitere geschieht dort, und danach wird sie gelöscht.</translation>
    </message>
    <message>
        <source>%1: %2…</source>
        <translation>%1: %2…</translation>
    </message>
    <message>
        <source>Stop the rehearsal</source>
        <translation>Die Probe anhalten</translation>
    </message>
    <message>
        <source>rehearsal</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>Rehearse what is pending on %1</source>
        <translation>Proben, was auf %1 aussteht</translation>
    </message>
    <message>
        <source>Rehearse everything from nothing</source>
        <translation>Alles aus dem Nichts proben</translation>
    </message>
</context>
<context>
    <name>tidemark::RelatedModel</name>
    <message>
        <source>on both sides</source>
        <translation>auf beiden Seiten</translation>
    </message>
    <message>
        <source>object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>how</source>
        <translation>wie</translation>
    </message>
    <message>
        <source>where</source>
        <translation>wo</translation>
    </message>
    <message>
        <source>in its way: goes first, comes back</source>
        <translation>im Weg: geht zuerst, kommt wieder</translation>
    </message>
    <message>
        <source>goes with it</source>
        <translation>geht mit ihm</translation>
    </message>
    <message>
        <source>needed by it</source>
        <translation>von ihm gebraucht</translation>
    </message>
</context>
<context>
    <name>tidemark::RestorePanel</name>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Into a new database</source>
        <translation>In eine neue Datenbank</translation>
    </message>
    <message>
        <source>Choose where…</source>
        <translation>Ort wählen …</translation>
    </message>
    <message>
        <source>End the connections of others to it</source>
        <translation>Verbindungen anderer dorthin beenden</translation>
    </message>
    <message>
        <source>Without owners and privileges</source>
        <translation>Ohne Besitzer und Rechte</translation>
    </message>
    <message>
        <source>Only some tables</source>
        <translation>Nur einige Tabellen</translation>
    </message>
    <message>
        <source>Search tables</source>
        <translation>Tabellen suchen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name of the new database</source>
        <translation>Name der neuen Datenbank</translation>
    </message>
    <message>
        <source>Name of the database that is replaced</source>
        <translation>Name der Datenbank, die ersetzt wird</translation>
    </message>
    <message>
        <source>On the server of</source>
        <translation>Auf dem Server von</translation>
    </message>
    <message>
        <source>Restore into a new file</source>
        <translation>In eine neue Datei wiederherstellen</translation>
    </message>
    <message>
        <source>Tables that are restored</source>
        <translation>Tabellen, die wiederhergestellt werden</translation>
    </message>
    <message>
        <source>%1, made %2</source>
        <translation>%1, gemacht am %2</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Into a new file</source>
        <translation>In eine neue Datei</translation>
    </message>
    <message>
        <source>Replace a database</source>
        <translation>Eine Datenbank ersetzen</translation>
    </message>
    <message>
        <source>Replace %1</source>
        <translation>%1 ersetzen</translation>
    </message>
    <message>
        <source>The backup is restored beside it and then takes its place; the old one is kept under another name. To go on, type its name: %1</source>
        <translation>Die Sicherung wird daneben wiederhergestellt und tritt dann an ihre Stelle; die alte bleibt unter anderem Namen erhalten. Um fortzufahren, den Namen eingeben: %1</translation>
    </message>
    <message>
        <source>The server has no %1, which the backup names. Make them first, or restore without owners.</source>
        <translation>Der Server hat %1 nicht; die Sicherung nennt diese Rollen. Erst anlegen oder ohne Besitzer wiederherstellen.</translation>
    </message>
    <message>
        <source>Something else is being done to the backups.</source>
        <translation>An den Sicherungen wird gerade etwas anderes getan.</translation>
    </message>
    <message>
        <source>That is not its name.</source>
        <translation>So heißt sie nicht.</translation>
    </message>
    <message>
        <source>Without tablespaces</source>
        <translation>Ohne Tablespaces</translation>
    </message>
    <message>
        <source>Everything goes where the new database is</source>
        <translation>Alles kommt dorthin, wo die neue Datenbank liegt</translation>
    </message>
    <message>
        <source>The server has no tablespace %1, where the backup has objects. Make it first, or restore without tablespaces.</source>
        <translation>Der Server hat den Tablespace %1 nicht, in dem die Sicherung Objekte hat. Erst anlegen oder ohne Tablespaces wiederherstellen.</translation>
    </message>
    <message>
        <source>Looking at roles and tablespaces…</source>
        <translation>Rollen und Tablespaces werden nachgesehen …</translation>
    </message>
</context>
<context>
    <name>tidemark::RuleCard</name>
    <message>
        <source>Close the explanation</source>
        <translation>Erklärung schließen</translation>
    </message>
    <message>
        <source>Better</source>
        <translation>Besser</translation>
    </message>
    <message>
        <source>A comment allows it in one place: -- tidemark: allow %1 because …</source>
        <translation>Ein Kommentar erlaubt es an einer Stelle: -- tidemark: allow %1 because …</translation>
    </message>
</context>
<context>
    <name>tidemark::RunController</name>
    <message>
        <source>there is no environment &quot;%1&quot;</source>
        <translation>es gibt keine Umgebung „%1“</translation>
    </message>
    <message>
        <source>%1 is read-only</source>
        <translation>%1 ist nur lesbar</translation>
    </message>
    <message>
        <source>applying to %1</source>
        <translation>wird angewendet auf %1</translation>
    </message>
    <message>
        <source>rolling back on %1</source>
        <translation>wird zurückgerollt auf %1</translation>
    </message>
    <message>
        <source>The log could not be written: %1.</source>
        <translation>Das Protokoll konnte nicht geschrieben werden: %1.</translation>
    </message>
    <message>
        <source>Backup first: %1</source>
        <translation>Erst die Sicherung: %1</translation>
    </message>
    <message>
        <source>A backup was made first: %1.</source>
        <translation>Zuvor wurde gesichert: %1.</translation>
    </message>
</context>
<context>
    <name>tidemark::RunPanel</name>
    <message>
        <source>1 migration</source>
        <translation>1 Migration</translation>
    </message>
    <message>
        <source>%1 migrations</source>
        <translation>%1 Migrationen</translation>
    </message>
    <message>
        <source>Plan it out of order</source>
        <translation>Außer der Reihe planen</translation>
    </message>
    <message>
        <source>Arm it…</source>
        <translation>Scharf schalten…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Steps of the plan</source>
        <translation>Schritte des Plans</translation>
    </message>
    <message>
        <source>Nothing can be applied to %1</source>
        <translation>Auf %1 kann nichts angewendet werden</translation>
    </message>
    <message>
        <source>Nothing can be rolled back on %1</source>
        <translation>Auf %1 kann nichts zurückgerollt werden</translation>
    </message>
    <message>
        <source>Apply to %1</source>
        <translation>Auf %1 anwenden</translation>
    </message>
    <message>
        <source>Roll back on %1</source>
        <translation>Auf %1 zurückrollen</translation>
    </message>
    <message>
        <source>Apply %1 to %2</source>
        <translation>%1 auf %2 anwenden</translation>
    </message>
    <message>
        <source>Roll back %1 on %2</source>
        <translation>%1 auf %2 zurückrollen</translation>
    </message>
    <message>
        <source>Reading the files and the database…</source>
        <translation>Dateien und Datenbank werden gelesen…</translation>
    </message>
    <message>
        <source> · this is production</source>
        <translation> · das ist die Produktion</translation>
    </message>
    <message>
        <source>in this order, oldest first</source>
        <translation>in dieser Reihenfolge, die älteste zuerst</translation>
    </message>
    <message>
        <source>in this order, newest first</source>
        <translation>in dieser Reihenfolge, die neueste zuerst</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten…</translation>
    </message>
    <message>
        <source>Waiting: %1</source>
        <translation>Wartet: %1</translation>
    </message>
    <message>
        <source>There is nothing to do.</source>
        <translation>Es gibt nichts zu tun.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Make a backup first</source>
        <translation>Zuerst eine Sicherung machen</translation>
    </message>
</context>
<context>
    <name>tidemark::RunPlanModel</name>
    <message>
        <source>not begun</source>
        <translation>nicht begonnen</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>no statement</source>
        <translation>keine Anweisung</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>not in one transaction: if it is stopped, it may be half done</source>
        <translation>nicht in einer Transaktion: wird es angehalten, ist es vielleicht halb fertig</translation>
    </message>
    <message>
        <source>and %1 more statements</source>
        <translation>und %1 weitere Anweisungen</translation>
    </message>
</context>
<context>
    <name>tidemark::ScriptPane</name>
    <message>
        <source>deletes data</source>
        <translation>löscht Daten</translation>
    </message>
    <message>
        <source>rewrites 1 table</source>
        <translation>schreibt 1 Tabelle neu</translation>
    </message>
    <message>
        <source>rewrites %1 tables</source>
        <translation>schreibt %1 Tabellen neu</translation>
    </message>
    <message>
        <source>blocks reads</source>
        <translation>blockiert Lesen</translation>
    </message>
    <message>
        <source>blocks writes</source>
        <translation>blockiert Schreiben</translation>
    </message>
    <message>
        <source>builds 1 index</source>
        <translation>legt 1 Index an</translation>
    </message>
    <message>
        <source>builds %1 indexes</source>
        <translation>legt %1 Indexe an</translation>
    </message>
    <message>
        <source>needs a privilege</source>
        <translation>braucht ein Recht</translation>
    </message>
    <message>
        <source>may fail</source>
        <translation>kann fehlschlagen</translation>
    </message>
    <message>
        <source>changes access</source>
        <translation>ändert den Zugriff</translation>
    </message>
    <message>
        <source>may slow queries</source>
        <translation>kann Abfragen verlangsamen</translation>
    </message>
    <message>
        <source>Direction of the script</source>
        <translation>Richtung des Skripts</translation>
    </message>
    <message>
        <source>up</source>
        <translation>up</translation>
    </message>
    <message>
        <source>down</source>
        <translation>down</translation>
    </message>
    <message>
        <source>Copy the script</source>
        <translation>Das Skript kopieren</translation>
    </message>
    <message>
        <source>Save the script</source>
        <translation>Das Skript speichern</translation>
    </message>
    <message>
        <source>How the script is written</source>
        <translation>Wie das Skript geschrieben wird</translation>
    </message>
    <message>
        <source>Script up</source>
        <translation>Skript up</translation>
    </message>
    <message>
        <source>Script down</source>
        <translation>Skript down</translation>
    </message>
    <message>
        <source>being written…</source>
        <translation>wird geschrieben…</translation>
    </message>
    <message>
        <source>Nothing to do: no object is chosen.</source>
        <translation>Nichts zu tun: kein Objekt ist gewählt.</translation>
    </message>
    <message>
        <source>1 difference stays: see the end of the script</source>
        <translation>1 Unterschied bleibt: siehe das Ende des Skripts</translation>
    </message>
    <message>
        <source>%1 differences stay: see the end of the script</source>
        <translation>%1 Unterschiede bleiben: siehe das Ende des Skripts</translation>
    </message>
    <message>
        <source>Safer ways where there are such</source>
        <translation>Sicherere Wege, wo es welche gibt</translation>
    </message>
    <message>
        <source>CONCURRENTLY, NOT VALID and VALIDATE, a CHECK before SET NOT NULL</source>
        <translation>CONCURRENTLY, NOT VALID und VALIDATE, ein CHECK vor SET NOT NULL</translation>
    </message>
    <message>
        <source>The shortest script</source>
        <translation>Das kürzeste Skript</translation>
    </message>
    <message>
        <source>Prove it</source>
        <translation>Nachweisen</translation>
    </message>
    <message>
        <source>Runs up and then down on a throw-away copy and compares what comes of it. Your databases are only read.</source>
        <translation>Führt Up und dann Down auf einer Wegwerf-Kopie aus und vergleicht, was dabei herauskommt. Die eigenen Datenbanken werden nur gelesen.</translation>
    </message>
    <message>
        <source>being proved…</source>
        <translation>wird nachgewiesen…</translation>
    </message>
    <message>
        <source>could not be proved</source>
        <translation>ließ sich nicht nachweisen</translation>
    </message>
    <message>
        <source>proved on a scratch copy, both directions</source>
        <translation>auf einer Wegwerf-Kopie nachgewiesen, in beide Richtungen</translation>
    </message>
    <message>
        <source>up does not lead there</source>
        <translation>Up führt nicht zum Ziel</translation>
    </message>
    <message>
        <source>down does not lead back</source>
        <translation>Down führt nicht zurück</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>Columns in the exact order</source>
        <translation>Spalten in der genauen Reihenfolge</translation>
    </message>
    <message>
        <source>A table whose columns would come in another order is made anew, and its rows are copied</source>
        <translation>Eine Tabelle, deren Spalten in anderer Reihenfolge stünden, wird neu angelegt, und ihre Zeilen werden kopiert</translation>
    </message>
    <message>
        <source>Of a part there is nothing to prove: it does not lead to the other schema.</source>
        <translation>An einem Teil gibt es nichts zu beweisen: er führt nicht zum anderen Schema.</translation>
    </message>
</context>
<context>
    <name>tidemark::SidePanel</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>tidemark::SourceButton</name>
    <message>
        <source>choose…</source>
        <translation>wählen…</translation>
    </message>
    <message>
        <source>From: %1</source>
        <translation>Von: %1</translation>
    </message>
    <message>
        <source>To: %1</source>
        <translation>Nach: %1</translation>
    </message>
    <message>
        <source>The script starts from this schema: %1</source>
        <translation>Das Skript geht von diesem Schema aus: %1</translation>
    </message>
    <message>
        <source>The script leads to this schema: %1</source>
        <translation>Das Skript führt zu diesem Schema: %1</translation>
    </message>
    <message>
        <source>What all migrations make</source>
        <translation>Was alle Migrationen ergeben</translation>
    </message>
    <message>
        <source>The migrations up to</source>
        <translation>Die Migrationen bis zu</translation>
    </message>
    <message>
        <source>a URL, a file, a folder or @version</source>
        <translation>eine URL, eine Datei, ein Ordner oder @Version</translation>
    </message>
    <message>
        <source>Another source</source>
        <translation>Eine andere Quelle</translation>
    </message>
    <message>
        <source>The other schema</source>
        <translation>Das andere Schema</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>A dump, a backup, a snapshot or an SQLite file…</source>
        <translation>Ein Dump, eine Sicherung, ein Abbild oder eine SQLite-Datei…</translation>
    </message>
    <message>
        <source>A backup</source>
        <translation>Eine Sicherung</translation>
    </message>
    <message>
        <source>Schemas (*.sql *.json *.db *.sqlite *.sqlite3 *.dump *.tar *.gz *.zst *.lz4)</source>
        <translation>Schemas (*.sql *.json *.db *.sqlite *.sqlite3 *.dump *.tar *.gz *.zst *.lz4)</translation>
    </message>
</context>
<context>
    <name>tidemark::TaskStrip</name>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Running tasks</source>
        <translation>Laufende Arbeiten</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>%1 anhalten</translation>
    </message>
    <message>
        <source>nothing running</source>
        <translation>nichts läuft</translation>
    </message>
    <message>
        <source>%1 (stopping)</source>
        <translation>%1 (wird angehalten)</translation>
    </message>
    <message>
        <source>+ %1 more</source>
        <translation>+ %1 weitere</translation>
    </message>
</context>
<context>
    <name>tidemark::TimelineController</name>
    <message>
        <source>no answer in %1 s</source>
        <translation>keine Antwort in %1 s</translation>
    </message>
    <message>
        <source>check that the server runs and that this machine may reach it</source>
        <translation>prüfen, ob der Server läuft und dieser Rechner ihn erreichen darf</translation>
    </message>
</context>
<context>
    <name>tidemark::TimelineModel</name>
    <message>
        <source>%1: not known</source>
        <translation>%1: nicht bekannt</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>no file</source>
        <translation>keine Datei</translation>
    </message>
    <message>
        <source>not SQL</source>
        <translation>kein SQL</translation>
    </message>
    <message>
        <source>no down</source>
        <translation>kein Down</translation>
    </message>
    <message>
        <source>empty down</source>
        <translation>leeres Down</translation>
    </message>
    <message>
        <source>1 finding</source>
        <translation>1 Befund</translation>
    </message>
    <message>
        <source>%1 findings</source>
        <translation>%1 Befunde</translation>
    </message>
    <message>
        <source>version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>%1 lint</source>
        <translation>%1 Lint</translation>
    </message>
</context>
<context>
    <name>tidemark::TimelinePage</name>
    <message>
        <source>Apply to %1…</source>
        <translation>Auf %1 anwenden…</translation>
    </message>
    <message>
        <source>Roll back to here on %1…</source>
        <translation>Auf %1 hierhin zurückrollen…</translation>
    </message>
    <message>
        <source>Roll back this one as well on %1…</source>
        <translation>Auf %1 auch diese zurückrollen…</translation>
    </message>
    <message>
        <source>Filter by name, text, state, author…</source>
        <translation>Nach Name, Text, Zustand, Autor filtern…</translation>
    </message>
    <message>
        <source>All words must be found. &quot;state:pending&quot;, &quot;staging:pending&quot;, &quot;author:ann&quot;, &quot;name:&quot; and &quot;text:&quot; look only there.</source>
        <translation>Alle Wörter müssen vorkommen. „state:pending“, „staging:pending“, „author:ann“, „name:“ und „text:“ suchen nur dort.</translation>
    </message>
    <message>
        <source>Order of the migrations</source>
        <translation>Reihenfolge der Migrationen</translation>
    </message>
    <message>
        <source>Newest on top</source>
        <translation>Neueste oben</translation>
    </message>
    <message>
        <source>Oldest on top</source>
        <translation>Älteste oben</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Namen</translation>
    </message>
    <message>
        <source>By state on %1</source>
        <translation>Nach Zustand auf %1</translation>
    </message>
    <message>
        <source>Rehearse</source>
        <translation>Proben</translation>
    </message>
    <message>
        <source>Apply…</source>
        <translation>Anwenden…</translation>
    </message>
    <message>
        <source>Roll back to here…</source>
        <translation>Hierhin zurückrollen…</translation>
    </message>
    <message>
        <source>Go to the tide mark</source>
        <translation>Zur Flutmarke</translation>
    </message>
    <message>
        <source>Read everything again</source>
        <translation>Alles neu lesen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Open in the file manager</source>
        <translation>Im Dateimanager zeigen</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>Namen kopieren</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>The migrations could not be read</source>
        <translation>Die Migrationen konnten nicht gelesen werden</translation>
    </message>
    <message>
        <source>Mend what is said above, and they appear here.</source>
        <translation>Ist behoben, was oben steht, erscheinen sie hier.</translation>
    </message>
    <message>
        <source>Reading the migrations…</source>
        <translation>Migrationen werden gelesen…</translation>
    </message>
    <message>
        <source>No migrations yet</source>
        <translation>Noch keine Migrationen</translation>
    </message>
    <message>
        <source>As soon as there is one in %1, it appears here.</source>
        <translation>Sobald es in %1 eine gibt, erscheint sie hier.</translation>
    </message>
    <message>
        <source>It is applied wherever it can be</source>
        <translation>Sie ist überall angewendet, wo es geht</translation>
    </message>
    <message>
        <source>There is nothing newer to roll back</source>
        <translation>Es gibt nichts Neueres zurückzurollen</translation>
    </message>
    <message>
        <source>Everything newer on %1</source>
        <translation>Alles Neuere auf %1</translation>
    </message>
    <message>
        <source>migration</source>
        <translation>Migration</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Read %1 again</source>
        <translation>%1 neu lesen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Compare before and after it</source>
        <translation>Davor und danach vergleichen</translation>
    </message>
    <message>
        <source>Compare the schemas at these two</source>
        <translation>Die Schemas an diesen beiden vergleichen</translation>
    </message>
    <message>
        <source>Compare %1 with the migrations up to its tide mark</source>
        <translation>%1 mit den Migrationen bis zu seiner Flutmarke vergleichen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>New migration…</source>
        <translation>Neue Migration…</translation>
    </message>
</context>
<context>
    <name>tidemark::TimelineTable</name>
    <message>
        <source>Migrations</source>
        <translation>Migrationen</translation>
    </message>
    <message>
        <source>No migration has all of these words.</source>
        <translation>Keine Migration hat alle diese Wörter.</translation>
    </message>
</context>
<context>
    <name>tidemark::TopBar</name>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Tidemark</source>
        <translation>Tidemark</translation>
    </message>
    <message>
        <source>No workspace is open</source>
        <translation>Kein Arbeitsbereich ist offen</translation>
    </message>
    <message>
        <source>Workspace %1</source>
        <translation>Arbeitsbereich %1</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>service %1</source>
        <translation>Dienst %1</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Ordner öffnen…</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Close workspace</source>
        <translation>Arbeitsbereich schließen</translation>
    </message>
    <message>
        <source>%1    %2</source>
        <translation>%1    %2</translation>
    </message>
    <message>
        <source>Environments…</source>
        <translation>Umgebungen…</translation>
    </message>
    <message>
        <source>Like the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
</context>
<context>
    <name>tidemark::TryChoiceButton</name>
    <message>
        <source>no rows</source>
        <translation>keine Zeilen</translation>
    </message>
    <message>
        <source>1 row each</source>
        <translation>je 1 Zeile</translation>
    </message>
    <message>
        <source>%1 rows each</source>
        <translation>je %1 Zeilen</translation>
    </message>
    <message>
        <source>With what it is tried</source>
        <translation>Womit ausprobiert wird</translation>
    </message>
    <message>
        <source>With what it is tried: %1</source>
        <translation>Womit ausprobiert wird: %1</translation>
    </message>
    <message>
        <source>No traffic between up and down</source>
        <translation>Kein Verkehr zwischen Up und Down</translation>
    </message>
    <message>
        <source>Traffic: %1</source>
        <translation>Verkehr: %1</translation>
    </message>
    <message>
        <source>Another script…</source>
        <translation>Ein anderes Skript …</translation>
    </message>
    <message>
        <source>No rows are filled in</source>
        <translation>Es werden keine Zeilen eingefüllt</translation>
    </message>
    <message>
        <source>1 row in each table</source>
        <translation>1 Zeile in jeder Tabelle</translation>
    </message>
    <message>
        <source>%1 rows in each table</source>
        <translation>%1 Zeilen in jeder Tabelle</translation>
    </message>
    <message>
        <source>The script that stands for customers</source>
        <translation>Das Skript, das für Kunden steht</translation>
    </message>
    <message>
        <source>SQL (*.sql)</source>
        <translation>SQL (*.sql)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>tidemark::TryPane</name>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Trying it: %1…</source>
        <translation>Wird ausprobiert: %1…</translation>
    </message>
    <message>
        <source>It was changed since. %1</source>
        <translation>Seitdem geändert. %1</translation>
    </message>
    <message>
        <source>It was stopped before it began.</source>
        <translation>Es wurde angehalten, bevor es begann.</translation>
    </message>
    <message>
        <source>Up, down and up again on a throw-away database, as the texts stand here, saved or not (Ctrl+Enter).</source>
        <translation>Up, Down und noch einmal Up auf einer Wegwerf-Datenbank, so wie die Texte hier stehen, gespeichert oder nicht (Strg+Eingabe).</translation>
    </message>
    <message>
        <source>The database was ready from the last time.</source>
        <translation>Die Datenbank stand vom letzten Mal bereit.</translation>
    </message>
    <message>
        <source>%1 of it until the database was there.</source>
        <translation>%1 davon, bis die Datenbank da war.</translation>
    </message>
    <message>
        <source>The second up stops</source>
        <translation>Das zweite Up bleibt stehen</translation>
    </message>
    <message>
        <source>The %1 stops</source>
        <translation>Das %1 bleibt stehen</translation>
    </message>
    <message>
        <source>Show the place</source>
        <translation>Die Stelle zeigen</translation>
    </message>
    <message>
        <source>Columns in another order</source>
        <translation>Spalten in anderer Reihenfolge</translation>
    </message>
    <message>
        <source>Another schema after the rollback</source>
        <translation>Ein anderes Schema nach dem Zurückrollen</translation>
    </message>
    <message>
        <source>before the up</source>
        <translation>vor dem Up</translation>
    </message>
    <message>
        <source>after the down</source>
        <translation>nach dem Down</translation>
    </message>
    <message>
        <source>Applied again, another schema</source>
        <translation>Noch einmal angewendet, ein anderes Schema</translation>
    </message>
    <message>
        <source>after the first up</source>
        <translation>nach dem ersten Up</translation>
    </message>
    <message>
        <source>after the second up</source>
        <translation>nach dem zweiten Up</translation>
    </message>
    <message>
        <source>Lost in the rollback</source>
        <translation>Beim Zurückrollen verloren</translation>
    </message>
    <message>
        <source>What moved</source>
        <translation>Was sich bewegt hat</translation>
    </message>
    <message>
        <source>%1, by %2</source>
        <translation>%1, durch %2</translation>
    </message>
    <message>
        <source>Written anew, row by row</source>
        <translation>Zeile für Zeile neu geschrieben</translation>
    </message>
    <message>
        <source>Statements, locks and time</source>
        <translation>Anweisungen, Sperren und Zeit</translation>
    </message>
    <message>
        <source>Locks and time</source>
        <translation>Sperren und Zeit</translation>
    </message>
</context>
<context>
    <name>tidemark::VerdictChips</name>
    <message>
        <source>↑ %1 better</source>
        <translation>↑ %1 besser</translation>
    </message>
    <message>
        <source>↓ %1 worse</source>
        <translation>↓ %1 schlechter</translation>
    </message>
    <message>
        <source>Better than before</source>
        <translation>Besser als vorher</translation>
    </message>
    <message>
        <source>Worse than before</source>
        <translation>Schlechter als vorher</translation>
    </message>
</context>
<context>
    <name>tidemark::WelcomePage</name>
    <message>
        <source>Opened before</source>
        <translation>Früher geöffnet</translation>
    </message>
    <message>
        <source>Know what a rollback brings back</source>
        <translation>Wissen, was ein Rollback wiederbringt</translation>
    </message>
    <message>
        <source>Tidemark runs your migrations up, down and up again on a throw-away copy, and shows what comes back and what does not: schema and data. Your own databases are only read.</source>
        <translation>Tidemark führt die Migrationen auf einer Wegwerf-Kopie aus, Up, Down und wieder Up, und zeigt, was wiederkommt und was nicht: Schema und Daten. Die eigenen Datenbanken werden nur gelesen.</translation>
    </message>
    <message>
        <source>Try the sample shop</source>
        <translation>Den Beispielladen ausprobieren</translation>
    </message>
    <message>
        <source>A small SQLite workspace in a new folder in your home</source>
        <translation>Ein kleiner SQLite-Arbeitsbereich in einem neuen Ordner im Heimatverzeichnis</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>Einen Ordner öffnen…</translation>
    </message>
</context>
<context>
    <name>tidemark::WorkspaceController</name>
    <message>
        <source>there is no tidemark.toml in %1 or in a folder above</source>
        <translation>weder in %1 noch in einem Ordner darüber ist eine tidemark.toml</translation>
    </message>
    <message>
        <source>cannot write %1</source>
        <translation>%1 kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>cannot make the folder %1</source>
        <translation>der Ordner %1 kann nicht angelegt werden</translation>
    </message>
</context>
<context>
    <name>tidemark::WorkspaceSetup</name>
    <message>
        <source>•  %1: migrations as %2 lays them out</source>
        <translation>•  %1: Migrationen, wie %2 sie ablegt</translation>
    </message>
    <message>
        <source>this folder</source>
        <translation>dieser Ordner</translation>
    </message>
    <message>
        <source>•  %1: an SQLite database</source>
        <translation>•  %1: eine SQLite-Datenbank</translation>
    </message>
    <message>
        <source>•  the variable %1 holds a database URL</source>
        <translation>•  die Variable %1 enthält die URL einer Datenbank</translation>
    </message>
    <message>
        <source>•  the scripts are written for %1</source>
        <translation>•  die Skripte sind für %1 geschrieben</translation>
    </message>
    <message>
        <source>What will be written to tidemark.toml</source>
        <translation>Was in die tidemark.toml geschrieben wird</translation>
    </message>
    <message>
        <source>Write it and open</source>
        <translation>Schreiben und öffnen</translation>
    </message>
    <message>
        <source>Text of the workspace file</source>
        <translation>Text der Arbeitsbereichsdatei</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Looking for migrations and databases…</source>
        <translation>Migrationen und Datenbanken werden gesucht…</translation>
    </message>
    <message>
        <source>Found in %1</source>
        <translation>In %1 gefunden</translation>
    </message>
    <message>
        <source>No migrations in %1</source>
        <translation>Keine Migrationen in %1</translation>
    </message>
    <message>
        <source>Looked four folders deep for the files of the tools Tidemark knows. Choose the folder that holds them, or one above it.</source>
        <translation>Vier Ordner tief nach den Dateien der Werkzeuge gesucht, die Tidemark kennt. Wählen Sie den Ordner, der sie enthält, oder einen darüber.</translation>
    </message>
</context>
</TS>
