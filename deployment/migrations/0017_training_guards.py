"""What Django cannot declare of training: it moves with its officer, and is not completed in childhood."""

from django.db import migrations

KEY = """
ALTER TABLE deployment_training
  ADD CONSTRAINT training_moves_with_its_officer FOREIGN KEY (officer_id, province_id)
      REFERENCES deployment_officer (id, province_id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
"""
NO_KEY = "ALTER TABLE deployment_training DROP CONSTRAINT training_moves_with_its_officer;"
# Statement triggers: one look at all the rows of a bulk write.
YOUTH = """
CREATE FUNCTION refuse_early_training(training bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'training % was completed before the officer was 16', training
    USING ERRCODE = 'check_violation', CONSTRAINT = 'training_follows_the_sixteenth_birthday',
          TABLE = 'deployment_training';
END $$;
CREATE FUNCTION trainings_follow_the_sixteenth_birthday() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refuse_early_training(t.id) FROM new_rows t JOIN deployment_officer o ON o.id = t.officer_id
    WHERE t.completed_on < o.date_of_birth + interval '16 years';
  RETURN NULL;
END $$;
CREATE FUNCTION officers_are_sixteen_at_their_trainings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refuse_early_training(t.id) FROM new_rows o JOIN deployment_training t ON t.officer_id = o.id
    WHERE t.completed_on < o.date_of_birth + interval '16 years';
  RETURN NULL;
END $$;
CREATE TRIGGER follows_youth_insert AFTER INSERT ON deployment_training
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION trainings_follow_the_sixteenth_birthday();
CREATE TRIGGER follows_youth_update AFTER UPDATE ON deployment_training
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION trainings_follow_the_sixteenth_birthday();
CREATE TRIGGER trained_after_youth AFTER UPDATE ON deployment_officer
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION officers_are_sixteen_at_their_trainings();
"""
NO_YOUTH = """
DROP FUNCTION officers_are_sixteen_at_their_trainings() CASCADE;
DROP FUNCTION trainings_follow_the_sixteenth_birthday() CASCADE;
DROP FUNCTION refuse_early_training(bigint) CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("deployment", "0016_training")]
    operations = [migrations.RunSQL(KEY, NO_KEY), migrations.RunSQL(YOUTH, NO_YOUTH)]
