kim_cari("d19",["/kelompok/laut/","KIM Laut & Pantai","","","",[],[],[],"","Desa Pesisir, Kecamatan Uji, Kabupaten Uji, Nusa Tenggara Barat"]);
