"""What Django cannot declare of the pilot: provinces that agree, scores within their criterion, weights of 100."""

from django.db import migrations

KEYS = """
ALTER TABLE deployment_modelward
  ADD CONSTRAINT pilot_repeats_the_wards_province FOREIGN KEY (commune_id, province_id)
      REFERENCES communes_commune (id, province_id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE deployment_assessment
  ADD CONSTRAINT assessment_repeats_the_wards_province FOREIGN KEY (ward_id, province_id)
      REFERENCES deployment_modelward (id, province_id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE deployment_score
  ADD CONSTRAINT score_repeats_the_assessments_province FOREIGN KEY (assessment_id, province_id)
      REFERENCES deployment_assessment (id, province_id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT score_repeats_the_criterions_highest FOREIGN KEY (criterion_id, max_score)
      REFERENCES deployment_criterion (id, max_score) DEFERRABLE INITIALLY DEFERRED;
"""
NO_KEYS = """
ALTER TABLE deployment_score DROP CONSTRAINT score_repeats_the_criterions_highest,
  DROP CONSTRAINT score_repeats_the_assessments_province;
ALTER TABLE deployment_assessment DROP CONSTRAINT assessment_repeats_the_wards_province;
ALTER TABLE deployment_modelward DROP CONSTRAINT pilot_repeats_the_wards_province;
"""
WEIGHTS = """
CREATE FUNCTION refuse_criteria_that_do_not_add_up(criteria bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM deployment_criteriaset s WHERE s.id = criteria AND s.starts_on IS NOT NULL)
     AND (SELECT coalesce(sum(weight), 0) FROM deployment_criterion WHERE criteria_id = criteria) <> 100 THEN
    RAISE EXCEPTION 'the weights of criteria % in force are not 100', criteria
      USING ERRCODE = 'check_violation', CONSTRAINT = 'criteria_in_force_weigh_100';
  END IF;
END $$;
CREATE FUNCTION criteria_weigh_100() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refuse_criteria_that_do_not_add_up(NEW.id); RETURN NULL;
END $$;
CREATE FUNCTION criterion_keeps_the_weight_of_100() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM refuse_criteria_that_do_not_add_up(OLD.criteria_id); END IF;
  IF TG_OP <> 'DELETE' THEN PERFORM refuse_criteria_that_do_not_add_up(NEW.criteria_id); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER criteria_weigh_100 AFTER INSERT OR UPDATE ON deployment_criteriaset
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION criteria_weigh_100();
CREATE CONSTRAINT TRIGGER criterion_keeps_the_weight AFTER INSERT OR UPDATE OR DELETE ON deployment_criterion
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION criterion_keeps_the_weight_of_100();
"""
NO_WEIGHTS = """
DROP FUNCTION criterion_keeps_the_weight_of_100() CASCADE;
DROP FUNCTION criteria_weigh_100() CASCADE;
DROP FUNCTION refuse_criteria_that_do_not_add_up(bigint) CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("deployment", "0013_model_wards")]
    operations = [migrations.RunSQL(KEYS, NO_KEYS), migrations.RunSQL(WEIGHTS, NO_WEIGHTS)]
