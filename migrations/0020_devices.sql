-- What cameras and telephones wrote in a picture, beside what is known of its preview; it goes with it.

alter table previews add column device {TEXT};
