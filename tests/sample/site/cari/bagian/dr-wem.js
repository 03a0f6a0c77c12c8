kim_cari("d27",["/","Selamat datang","","","",[],[],[],"Kabar dari dua kelompok contoh.","Kabar ini ditulis warga sendiri. Mulailah dari panen atau semua kelompok."]);
