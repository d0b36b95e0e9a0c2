package org.example;
import java.util.*;
public class Main { public static void main(String[] a) throws Exception {
  Properties p = new Properties(); p.load(Main.class.getResourceAsStream("/app.properties"));
  System.out.println("java " + p.getProperty("name") + " " + System.getProperty("user.name") + " " + String.join(",", List.of("x","y"))); } }
