kim_cari("d11",["/kelompok/tani/","KIM Tani Contoh","","","",[],[],[],"Kelompok petani contoh.","Desa Contoh, Kecamatan Percobaan, Kabupaten Percobaan, Jawa Tengah Kami menulis sejak 2020."]);
